import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { Refusal } from '../../../src/core/contract/refusal.ts'
import type { serverContract } from '../../../src/core/contract/server.ts'
import { CLOSE } from '../../../src/core/contract/sync-protocol.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntities, writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { memberLayout } from '../../../src/core/document/member-layout.ts'
import { teamLayout } from '../../../src/core/document/team-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { Member, type Role } from '../../../src/core/model/member.ts'
import type { Team } from '../../../src/core/model/team.ts'
import { directoryStateOf } from '../../../src/storage/queries/directory-state-of.ts'
import { audit } from '../../../sync-server/database/schema.ts'
import {
  appointment,
  bookingLinkRow,
  calendarRow,
  eventTypeRow,
  memberRow,
  slug,
  workspaceRow,
} from '../../support/rows.ts'
import { createCopy, openDevice, type TestDevice } from '../documents/test-device.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  CARA,
  DIRECTORY,
  id,
  quarterOf,
  QUARTER,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'

type Client = ContractRouterClient<typeof serverContract>

const PASSWORD = 'correct horse'
const SECRET = 'Herr Schmidt, Befund'
const TEAM: Team = { id: id(ids.TeamId, 1), name: 'Front desk', members: [BEN] }
const BENS = id(ids.CalendarId, 2)

let server: StartedServer
/** Anna is the owner and has calendar 1; Ben and Cara are staff. Everybody has signed in, each on a device of their own. */
let anna: Client
let ben: Client
let cara: Client

beforeEach(async () => {
  server = await startServer()
  const owner = person(1, 'owner')
  const beginnings = { owners: [{ calendar: CALENDAR, owner: ANNA }] }
  const opened = await client().accounts.register({
    email: owner.email,
    password: PASSWORD,
    name: owner.name,
    workspace: workspaceRow(),
    member: owner,
    device: deviceOf(1),
    beginnings,
  })
  anna = client(opened.session)
  ben = await joined(2)
  cara = await joined(3)
})
afterEach(() => server.close())

function client(session?: string): Client {
  const headers = session === undefined ? {} : { authorization: `Bearer ${session}` }
  return createORPCClient(new RPCLink({ url: `${server.url}/api/v1/rpc`, headers }))
}

function person(n: number, role: Role): Member {
  return Member.parse({ ...memberRow(n, { role }) })
}

function deviceOf(n: number) {
  return { id: id(ids.DeviceId, n), name: `Device ${n}` }
}

async function joined(n: number): Promise<Client> {
  await server.deps.accounts.addMember({ workspace, member: person(n, 'staff'), password: PASSWORD })
  return client(await sessionOf(n, deviceOf(n)))
}

async function sessionOf(n: number, device: { id: ids.DeviceId; name: string }): Promise<string> {
  const signedIn = await client().accounts.signIn({ email: person(n, 'staff').email, password: PASSWORD, device })
  return signedIn.session
}

/** Why a call was refused: a reason of ours, or the error's code. */
async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call
    return 'nothing'
  } catch (error) {
    if (!(error instanceof ORPCError)) throw error
    return Refusal.safeParse(error.data).data?.reason ?? String(error.code)
  }
}

/** A device at the wire with the token that its session gives it. */
async function connected(as: Client, n: number, member: ids.MemberId): Promise<TestDevice> {
  const { token } = await as.accounts.syncToken({ device: id(ids.DeviceId, n) })
  const device = await openDevice(server, member, { device: id(ids.DeviceId, n), token })
  await device.hello()
  return device
}

const received = (device: TestDevice) => device.frames.map((frame) => Buffer.from(frame).toString('latin1')).join('')

const secretAppointment = (n: number) =>
  createCopy().write((doc) => writeAppointment(doc, appointment(n, { title: SECRET })))

test('Y6 a calendar shared with a team shows to whoever is in it, as long as they are in it and it is shared', async () => {
  await using annas = await connected(anna, 1, ANNA)
  await annas.command([{ document: QUARTER, update: secretAppointment(1) }])
  await using bens = await connected(ben, 2, BEN)
  await using caras = await connected(cara, 3, CARA)
  await anna.teams.put({ team: TEAM })
  await anna.calendars.share({ calendar: CALENDAR, team: TEAM.id, permission: 'read' })
  expect((await bens.nth('granted')).documents).toMatchObject({ [QUARTER]: { writable: false } })
  await bens.nth('entries')
  expect(received(caras)).not.toContain(SECRET)

  await anna.teams.put({ team: { ...TEAM, members: [CARA] } })
  expect((await bens.nth('withdrawn')).documents).toEqual([QUARTER])
  expect((await caras.nth('granted')).documents).toMatchObject({ [QUARTER]: { writable: false } })

  await anna.calendars.share({ calendar: CALENDAR, team: TEAM.id, permission: 'write' })
  expect((await caras.nth('granted', 2)).documents).toMatchObject({ [QUARTER]: { writable: true } })
  await anna.teams.remove({ team: TEAM.id })
  expect((await caras.nth('withdrawn')).documents).toEqual([QUARTER])
  const after = bens.frames.length
  await annas.command([{ document: QUARTER, update: secretAppointment(2) }])
  expect(await caras.command([{ document: QUARTER, update: secretAppointment(3) }])).toMatchObject({
    reason: 'forbidden',
  })
  bens.send({ kind: 'ping' })
  await bens.nth('pong')
  expect(Buffer.concat(bens.frames.slice(after)).toString('latin1')).not.toContain(SECRET)
})

test('a team that sees free-busy alone is sent the derived document alone: not a byte more', async () => {
  await using annas = await connected(anna, 1, ANNA)
  const own = createCopy().write((doc) =>
    writeEntity(doc, calendarLayout, calendarRow(1, { owner: ANNA, name: SECRET })),
  )
  await annas.command([{ document: CALENDAR_DOCUMENT, update: own }])
  await annas.command([{ document: QUARTER, update: secretAppointment(1) }])
  await using bens = await connected(ben, 2, BEN)
  await anna.teams.put({ team: TEAM })
  await anna.calendars.share({ calendar: CALENDAR, team: TEAM.id, permission: 'free-busy' })
  const busy = documentName({ kind: 'busy', workspace, calendar: CALENDAR, part: '1970-q1' })
  expect(Object.keys((await bens.nth('granted')).documents)).toEqual([busy])
  await annas.command([{ document: QUARTER, update: secretAppointment(2) }])
  bens.send({ kind: 'ping' })
  await bens.nth('pong')
  expect(received(bens)).not.toContain(SECRET)
  expect(received(bens)).not.toContain(QUARTER)
  expect(received(bens)).not.toContain(CALENDAR_DOCUMENT)
})

test('what a team that was removed left behind is not for who makes one under its id', async () => {
  await using annas = await connected(anna, 1, ANNA)
  await anna.members.setRole({ member: BEN, role: 'manager' })
  await anna.teams.put({ team: TEAM })
  const update = createCopy().write((doc) => writeEntity(doc, eventTypeLayout, eventTypeRow(1, 1).data))
  const document = documentName({ kind: 'team', workspace, team: TEAM.id })
  expect(await annas.command([{ document, update }])).toMatchObject({ kind: 'accepted' })
  await anna.teams.remove({ team: TEAM.id })
  expect(await refusal(ben.teams.put({ team: { ...TEAM, manager: BEN } }))).toBe('invalid-input')
  await ben.teams.put({ team: { ...TEAM, id: id(ids.TeamId, 2), manager: BEN } })
})

test('Y6 a role that is raised or taken away holds on open connections, and the directory mirrors it', async () => {
  await using bens = await connected(ben, 2, BEN)
  const teams = documentName({ kind: 'team', workspace, team: TEAM.id })
  const copy = createCopy()
  const write = async (n: number) => {
    const update = copy.write((doc) => writeEntity(doc, eventTypeLayout, eventTypeRow(n, 2).data))
    return bens.command([{ document: teams, update }])
  }
  expect(await write(1)).toMatchObject({ reason: 'forbidden' })
  await anna.members.setRole({ member: BEN, role: 'manager' })
  await anna.teams.put({ team: { ...TEAM, manager: BEN } })
  const again = createCopy().write((doc) => writeEntity(doc, eventTypeLayout, eventTypeRow(1, 2).data))
  expect(await bens.command([{ document: teams, update: again }])).toMatchObject({ kind: 'accepted' })
  await anna.members.setRole({ member: BEN, role: 'staff' })
  expect(await write(2)).toMatchObject({ reason: 'forbidden' })
  const mirrored = readEntities(bens.doc(DIRECTORY), memberLayout).valid.map(({ id: one, role }) => [one, role])
  expect(mirrored).toEqual([
    [ANNA, 'owner'],
    [BEN, 'staff'],
    [CARA, 'staff'],
  ])
  expect(readEntities(bens.doc(DIRECTORY), teamLayout).valid).toEqual([{ ...TEAM, manager: BEN }])
})

test('who may not is refused, the last owner stays, and nothing of it is written', async () => {
  const before = await directoryStateOf(server.deps.store.read, workspace)
  expect(await refusal(ben.members.setRole({ member: BEN, role: 'owner' }))).toBe('forbidden')
  expect(await refusal(ben.members.end({ member: CARA }))).toBe('forbidden')
  expect(await refusal(ben.teams.put({ team: TEAM }))).toBe('forbidden')
  expect(await refusal(ben.calendars.share({ calendar: CALENDAR, member: BEN, permission: 'read' }))).toBe('forbidden')
  expect(await refusal(ben.calendars.pass({ calendar: CALENDAR, to: BEN }))).toBe('forbidden')
  expect(await refusal(anna.members.setRole({ member: ANNA, role: 'staff' }))).toBe('last-owner')
  expect(await refusal(anna.members.end({ member: ANNA }))).toBe('last-owner')
  expect(await refusal(client().teams.put({ team: TEAM }))).toBe('UNAUTHORIZED')
  expect(await directoryStateOf(server.deps.store.read, workspace)).toEqual(before)
})

test('Y8 a leaver is ended: sockets close, sessions are worth a wipe and nothing else, calendars go to the successor', async () => {
  await using bens = await connected(ben, 2, BEN)
  const copy = createCopy()
  const mine = copy.write((doc) =>
    writeEntity(doc, calendarLayout, { ...calendarRow(2), owner: BEN, receivesBookings: true }),
  )
  await bens.command([{ document: documentName({ kind: 'calendar', workspace, calendar: BENS }), update: mine }])
  await bens.command([
    {
      document: quarterOf(BENS),
      update: createCopy().write((doc) => writeAppointment(doc, appointment(5, { calendar: BENS }))),
    },
  ])
  await using caras = await connected(cara, 3, CARA)
  const { token } = await ben.accounts.syncToken({ device: id(ids.DeviceId, 2) })

  expect(await anna.members.end({ member: BEN, successor: CARA })).toEqual([])
  const closed = await bens.closed()
  expect([CLOSE.revoked, CLOSE.forbidden]).toContain(closed.code)
  expect((await caras.nth('granted')).documents).toMatchObject({ [quarterOf(BENS)]: { writable: true } })
  expect(await refusal(ben.accounts.syncToken({ device: id(ids.DeviceId, 2) }))).toBe('device-revoked')
  expect(await refusal(ben.accounts.devices())).toBe('device-revoked')
  expect(await refusal(sessionOf(2, deviceOf(2)))).toBe('sign-in-failed')
  await using late = await openDevice(server, BEN, { device: id(ids.DeviceId, 2), token })
  expect((await late.closed()).code).toBe(CLOSE.revoked)
  expect(late.messages).toEqual([])
  const { members, owners } = await directoryStateOf(server.deps.store.read, workspace)
  expect(members.filter(({ ended }) => ended).map((one) => one.id)).toEqual([BEN])
  expect(owners).toContainEqual(expect.objectContaining({ calendar: BENS, owner: CARA }))
  const noted = await server.deps.store.read.select().from(audit)
  expect(noted.map(({ action, actor, entity }) => [action, actor, entity])).toEqual([['people.end-member', ANNA, BEN]])
})

test('of a successor’s calendars one takes bookings: the one that did before', async () => {
  const documentOf = (calendar: ids.CalendarId) => documentName({ kind: 'calendar', workspace, calendar })
  const put = (n: number, owner: ids.MemberId) =>
    createCopy().write((doc) => writeEntity(doc, calendarLayout, calendarRow(n, { owner, receivesBookings: true })))
  await using bens = await connected(ben, 2, BEN)
  await bens.command([{ document: documentOf(BENS), update: put(2, BEN) }])
  await using caras = await connected(cara, 3, CARA)
  const own = id(ids.CalendarId, 3)
  await caras.command([{ document: documentOf(own), update: put(3, CARA) }])
  await ben.calendars.pass({ calendar: BENS, to: CARA })
  const { calendar } = server.deps.store.read.tables
  const rows = await server.deps.store.read.select().from(calendar)
  expect(new Map(rows.map((row) => [row.id, row.receivesBookings]))).toEqual(
    new Map([
      [BENS, false],
      [own, true],
    ]),
  )
})

test('one’s own devices are listed, the one seen last first; a signed-out one is not', async () => {
  const phone = { id: id(ids.DeviceId, 7), name: 'Phone' }
  const session = await sessionOf(2, phone)
  expect((await ben.accounts.devices()).map(({ name }) => name)).toEqual(['Phone', 'Device 2'])
  expect((await anna.accounts.devices()).map(({ name }) => name)).toEqual(['Device 1'])
  await client(session).accounts.signOut()
  expect((await ben.accounts.devices()).map(({ name }) => name)).toEqual(['Device 2'])
})

test('Y8 a revoked device: its sockets of both kinds close, its session ends, and its token opens nothing more', async () => {
  const phone = { id: id(ids.DeviceId, 7), name: 'Phone' }
  const lost = client(await sessionOf(2, phone))
  await using socket = await connected(lost, 7, BEN)
  await using kept = await connected(ben, 2, BEN)
  const { token } = await lost.accounts.syncToken({ device: phone.id })
  expect(await refusal(anna.accounts.revokeDevice({ device: phone.id }))).toBe('not-found')
  await ben.accounts.revokeDevice({ device: phone.id })

  expect(await socket.closed()).toEqual({ code: CLOSE.revoked, reason: 'revoked' })
  await using again = await openDevice(server, BEN, { device: phone.id, token })
  expect((await again.closed()).code).toBe(CLOSE.revoked)
  expect(await refusal(lost.accounts.syncToken({ device: phone.id }))).toBe('device-revoked')
  expect(await refusal(sessionOf(2, phone))).toBe('device-revoked')
  expect(await refusal(ben.accounts.revokeDevice({ device: phone.id }))).toBe('not-found')
  expect((await ben.accounts.devices()).map(({ name }) => name)).toEqual(['Device 2'])
  kept.send({ kind: 'ping' })
  await kept.nth('pong')
  // Whoever merely shows something that never was a session is told nothing of it.
  expect(await refusal(client('made up').accounts.syncToken({ device: phone.id }))).toBe('UNAUTHORIZED')
})

test('which addresses are taken is said of those that are asked for, and which link came too late for its own', async () => {
  const own = documentName({ kind: 'member', workspace, member: CARA })
  await using caras = await connected(cara, 3, CARA)
  const update = createCopy().write((doc) => {
    writeEntity(doc, eventTypeLayout, eventTypeRow(1, 3).data)
    writeEntity(doc, bookingLinkLayout, bookingLinkRow(1, { slug: 'caras', owner: 3 }).data)
  })
  await caras.command([{ document: own, update }])
  const slugs = ['free', 'docs', 'caras'].map(slug)
  expect(await ben.addresses.taken({ slugs })).toEqual(['docs', 'caras'])

  await using bens = await connected(ben, 2, BEN)
  const later = createCopy().write((doc) => {
    writeEntity(doc, eventTypeLayout, eventTypeRow(2, 2).data)
    writeEntity(doc, bookingLinkLayout, bookingLinkRow(2, { slug: 'caras', type: 2, owner: 2 }).data)
  })
  await bens.command([{ document: documentName({ kind: 'member', workspace, member: BEN }), update: later }])
  const links = [
    { id: id(ids.BookingLinkId, 1), slug: slug('caras') },
    { id: id(ids.BookingLinkId, 2), slug: slug('caras') },
    { id: id(ids.BookingLinkId, 3), slug: slug('free') },
  ]
  expect(await ben.addresses.lost({ links })).toEqual([id(ids.BookingLinkId, 2)])
})
