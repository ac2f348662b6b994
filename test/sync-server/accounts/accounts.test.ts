import { createORPCClient, ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEntity } from '../../../src/core/document/entity-layout.ts'
import { workspaceLayout } from '../../../src/core/document/workspace-layout.ts'
import { Refusal } from '../../../src/core/contract/refusal.ts'
import type { serverContract } from '../../../src/core/contract/server.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import { Member } from '../../../src/core/model/member.ts'
import { Closure } from '../../../src/core/model/workspace.ts'
import { workspaceById } from '../../../src/storage/queries/workspace-by-id.ts'
import { directoryOf } from '../../../sync-server/documents/directory-change.ts'
import { memberRow, workspaceRow } from '../../support/rows.ts'
import { readSyncPass } from '../../../sync-server/accounts/sync-token.ts'
import { serverState } from '../documents/server-state.ts'
import { openDevice } from '../documents/test-device.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  fillWorkspace,
  id,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'

type Client = ContractRouterClient<typeof serverContract>

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.close())

function client(session?: string): Client {
  const headers = session === undefined ? {} : { authorization: `Bearer ${session}` }
  return createORPCClient(new RPCLink({ url: `${server.url}/api/v1/rpc`, headers }))
}

const PASSWORD = 'correct horse'
const device = { id: id(ids.DeviceId, 1), name: 'Annas Laptöp' }
const owner: Member = Member.parse({ ...memberRow(1, { role: 'owner' }), email: 'anna@example.org' })
const registration = {
  email: 'Anna@Example.org',
  password: PASSWORD,
  name: 'Anna',
  workspace: workspaceRow(),
  member: owner,
  device,
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

test('Y8 someone who worked alone registers, and keeps the ids of the workspace and their own', async () => {
  const opened = await client().accounts.register(registration)
  expect({ ...opened, session: 'any' }).toEqual({
    session: 'any',
    workspace: workspaceRow(),
    member: { ...owner, name: 'Anna' },
  })
  const again = await client().accounts.signIn({ email: 'anna@example.ORG', password: PASSWORD, device })
  expect(again.member).toEqual(opened.member)
})

test('whoever registers is the owner, whatever they say they are', async () => {
  const posing = { ...registration, member: { ...owner, role: 'staff', ended: true } as const }
  const { member } = await client().accounts.register(posing)
  expect([member.role, member.ended]).toEqual(['owner', false])
})

test('registering twice the same is one account; another password, workspace or owner of it is refused', async () => {
  await client().accounts.register(registration)
  expect((await client().accounts.register(registration)).member.id).toBe(ANNA)
  const before = await serverState(server.deps.store.read)
  expect(await refusal(client().accounts.register({ ...registration, password: 'another one' }))).toBe('account-exists')
  const elsewhere = { ...registration, workspace: workspaceRow({ id: id(ids.WorkspaceId, 2) }) }
  expect(await refusal(client().accounts.register(elsewhere))).toBe('account-exists')
  expect(await refusal(client().accounts.register({ ...registration, email: 'ben@example.org' }))).toBe(
    'already-connected',
  )
  expect(await serverState(server.deps.store.read)).toEqual(before)
})

test('a wrong password and an unknown address are answered alike, and counted', async () => {
  await client().accounts.register(registration)
  const attempt = (email: string, password: string) => refusal(client().accounts.signIn({ email, password, device }))
  expect(await attempt('nobody@example.org', PASSWORD)).toBe('sign-in-failed')
  for (let n = 0; n < 10; n++) expect(await attempt('anna@example.org', `wrong ${n}`)).toBe('sign-in-failed')
  expect(await attempt('anna@example.org', PASSWORD)).toBe('TOO_MANY_REQUESTS')
  server.clock.now = instant(server.clock.now + 6 * MINUTE)
  expect(await attempt('anna@example.org', PASSWORD)).toBe('nothing')
})

test('registering is no way around the limit of wrong passwords', async () => {
  await client().accounts.register(registration)
  const attempt = (password: string) => refusal(client().accounts.register({ ...registration, password }))
  for (let n = 0; n < 10; n++) expect(await attempt(`wrong password ${n}`)).toBe('account-exists')
  expect(await attempt(PASSWORD)).toBe('TOO_MANY_REQUESTS')
})

test('a session gives a sync token for its own member and device; a signed-out one gives nothing', async () => {
  const { session } = await client().accounts.register(registration)
  const { token, expiresAt } = await client(session).accounts.syncToken({ device: device.id })
  expect(readSyncPass(server.deps.serverKey, token, server.clock.now)).toEqual({
    workspace,
    member: ANNA,
    device: device.id,
    expiresAt,
  })
  await using socket = await openDevice(server, ANNA, { token })
  await socket.hello()

  await client(session).accounts.signOut()
  expect(await refusal(client(session).accounts.syncToken({ device: device.id }))).toBe('UNAUTHORIZED')
  expect(await refusal(client('forged').accounts.syncToken({ device: device.id }))).toBe('UNAUTHORIZED')
  expect(await refusal(client().accounts.syncToken({ device: device.id }))).toBe('UNAUTHORIZED')
})

test('a member who has left can no longer sign in, and the device of an open session is told to wipe what it holds', async () => {
  await client().accounts.register(registration)
  const ben = Member.parse({ ...memberRow(2), email: 'ben@example.org' })
  await server.deps.accounts.addMember({ workspace, member: ben, password: PASSWORD })
  const { session } = await client().accounts.signIn({ email: 'ben@example.org', password: PASSWORD, device })
  await server.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [{ ...ben, ended: true }] }),
  )
  expect(await refusal(client(session).accounts.syncToken({ device: device.id }))).toBe('device-revoked')
  const again = client().accounts.signIn({ email: 'ben@example.org', password: PASSWORD, device })
  expect(await refusal(again)).toBe('sign-in-failed')
})

test('a calendar is shared by its owner and by who has admin on it, and by nobody else', async () => {
  await fillWorkspace(server)
  const join = async (n: number): Promise<Client> => {
    const member = Member.parse({ ...memberRow(n, { role: n === 1 ? 'owner' : 'staff' }) })
    const opened = await server.deps.accounts.addMember({ workspace, member, password: PASSWORD })
    return client(opened.ok ? opened.value.session : undefined)
  }
  const [anna, ben, cara] = [await join(1), await join(2), await join(3)]
  const shares = async () =>
    (await serverState(server.deps.store.read)).shares.map((row) => [row.member, row.permission])
  const CARA = id(ids.MemberId, 3)

  expect(await refusal(ben.calendars.share({ calendar: CALENDAR, member: BEN, permission: 'admin' }))).toBe('forbidden')
  await anna.calendars.share({ calendar: CALENDAR, member: BEN, permission: 'write' })
  expect(await refusal(ben.calendars.share({ calendar: CALENDAR, member: CARA, permission: 'read' }))).toBe('forbidden')
  await anna.calendars.share({ calendar: CALENDAR, member: BEN, permission: 'admin' })
  await ben.calendars.share({ calendar: CALENDAR, member: CARA, permission: 'read' })
  expect(await shares()).toEqual([
    [BEN, 'admin'],
    [CARA, 'read'],
  ])
  await ben.calendars.share({ calendar: CALENDAR, member: CARA })
  expect(await shares()).toEqual([[BEN, 'admin']])
  const unknown = id(ids.CalendarId, 99)
  expect(await refusal(cara.calendars.share({ calendar: unknown, member: BEN, permission: 'read' }))).toBe('forbidden')
  const stranger = id(ids.MemberId, 99)
  expect(await refusal(anna.calendars.share({ calendar: CALENDAR, member: stranger, permission: 'read' }))).toBe(
    'not-found',
  )
  expect(await refusal(client().calendars.share({ calendar: CALENDAR, member: BEN }))).toBe('UNAUTHORIZED')
})

test('S5 owners and admins say when the workspace is closed, and devices are told by its directory', async () => {
  await fillWorkspace(server)
  const join = async (n: number, role: 'owner' | 'admin' | 'manager'): Promise<Client> => {
    const member = Member.parse(memberRow(n, { role }))
    const opened = await server.deps.accounts.addMember({ workspace, member, password: PASSWORD })
    return client(opened.ok ? opened.value.session : undefined)
  }
  const [anna, ben, cara] = [await join(1, 'owner'), await join(2, 'admin'), await join(3, 'manager')]
  const closure = Closure.parse({ from: '2026-12-24', until: '2027-01-01', name: 'Winter' })
  const bavaria = { holidayRegion: { country: 'DE', state: 'BY' }, closures: [closure] }
  const kept = () => workspaceById(server.deps.store.read, workspace)
  const before = await kept()
  const backwards = { closures: [{ ...closure, until: closure.from, from: closure.until }] }

  expect(await refusal(cara.workspace.setHolidays(bavaria))).toBe('forbidden')
  expect(await refusal(client().workspace.setHolidays(bavaria))).toBe('UNAUTHORIZED')
  expect(await refusal(anna.workspace.setHolidays({ holidayRegion: { country: 'NP' }, closures: [] }))).toBe(
    'invalid-input',
  )
  expect(await refusal(anna.workspace.setHolidays(backwards))).toBe('end-before-start')
  expect(await kept()).toEqual(before)

  expect(await anna.workspace.setHolidays(bavaria)).toEqual({ ...before, ...bavaria })
  expect(await kept()).toStrictEqual({ ...before, ...bavaria })
  const directory = await server.deps.serverTransaction(({ read }) =>
    read(directoryOf(workspace), (doc) => readEntity(doc, workspaceLayout, workspace)),
  )
  expect(directory).toStrictEqual({ ...before, ...bavaria })
  const { workspace: signedIn } = await client().accounts.signIn({
    email: memberRow(1).email,
    password: PASSWORD,
    device,
  })
  expect(signedIn).toEqual({ ...before, ...bavaria })

  await ben.workspace.setHolidays({ closures: [] })
  expect(await kept()).toStrictEqual(before)
})

test('a body that is none is a clear error, a large one is not read, and no cookie is taken for a session', async () => {
  const post = async (body: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.url}/api/v1/rpc/accounts/signIn`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    })
    return answer.status
  }
  expect(await post('{')).toBe(400)
  expect(await post('{"json":{}}')).toBe(400)
  expect(await post('x'.repeat(70_000))).toBe(413)
  expect(await post('a=b', { 'content-type': 'text/plain' })).toBe(415)

  const { session } = await client().accounts.register(registration)
  const cookie = `better-auth.session_token=${session}`
  const answer = await fetch(`${server.url}/api/v1/rpc/accounts/syncToken`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ json: { device: device.id } }),
  })
  expect(answer.status).toBe(401)
})

test('logs hold no address, no name, no token', async () => {
  const { session } = await client().accounts.register(registration)
  await refusal(client().accounts.signIn({ email: 'anna@example.org', password: 'wrong', device }))
  await fetch(`${server.url}/booking/${session}/manage`)
  const logged = server.logged.join('\n').toLowerCase()
  for (const secret of ['anna', 'example.org', session.toLowerCase(), PASSWORD]) expect(logged).not.toContain(secret)
})
