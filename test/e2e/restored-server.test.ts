import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { Email } from '../../src/core/model/member.ts'
import { network } from '../../src/engine/connect.ts'
import type { Engine } from '../../src/engine/create-engine.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { claim } from '../../sync-server/database/schema.ts'
import { eventually } from '../support/eventually.ts'
import { keptServer, type KeptServer } from '../support/kept-server.ts'
import { replayRows } from '../support/replayed-rows.ts'
import { online } from '../support/synced-desk.ts'
import { agenda, at, hour, NOW, openTestDesk, titles, type TestDesk } from '../support/test-desk.ts'

// A Sunday: nothing of the demo's stands there.
const TEN = at('2026-11-29T10:00:00+01:00')
const all = { kind: 'all' } as const

/** The time that bookings take, and what stands in the calendars, say the same. */
async function expectClaims({ folder }: KeptServer, appointment: string): Promise<void> {
  await using store = await openDatabase({ folder: `${folder}/database` })
  const { rows: lost } = await store.read.execute(
    sql`select c.id from claim c where c.kind = 'booking' and not exists
        (select from appointment a where a.id = c.appointment and a.status in ('confirmed', 'pending'))`,
  )
  const claims = await store.read
    .select({ kind: claim.kind })
    .from(claim)
    .where(sql`${claim.appointment} = ${appointment}`)
  expect({ lost, claims }).toEqual({ lost: [], claims: [{ kind: 'booking' }] })
}

/** A desk of the demo's owner. */
async function signedIn({ url, owner }: KeptServer): Promise<TestDesk> {
  const desk = await openTestDesk({ connect: network() })
  await desk.call.session.connect({ server: url, ...owner })
  await online(desk.call)
  return desk
}

async function ownCalendar({ call }: TestDesk) {
  const own = (await call.calendars.list()).find(({ permission }) => permission === 'admin')
  if (own === undefined) throw new Error('no calendar of one’s own')
  return own.calendar.id
}

/** Everything that a person sees of it. */
async function seen(call: Engine['call']) {
  return {
    agenda: await agenda(call),
    calendars: await call.calendars.list(),
    schedules: await call.schedules.list(),
    refused: await call.sync.refused(),
  }
}

async function agree(left: Engine['call'], right: Engine['call']): Promise<void> {
  await online(left)
  await online(right)
  await eventually(async () => JSON.stringify(await seen(left)) === JSON.stringify(await seen(right)), {
    what: 'agreement',
  })
}

async function expectReplayed(desk: TestDesk): Promise<void> {
  await desk.close()
  const { before, after } = await replayRows(`${desk.folder}/desk.sqlite`, NOW)
  expect(after).toEqual(before)
}

/** A booking that the desk makes for somebody, settled by the server. */
async function book({ call }: TestDesk): Promise<string> {
  const { member } = await call.session.get()
  const types = await call.eventTypes.list()
  const own = types.find(({ eventType: { owner, category }, links }) => {
    return owner === member.id && category === 'one-on-one' && links.length > 0
  })
  if (own === undefined) throw new Error('no event type of one’s own')
  const whom = { name: 'Ida Holm', email: Email.parse('ida@example.org'), title: 'Visit: Ida' }
  const { id } = await call.bookings.book({ eventType: own.eventType.id, start: TEN, ...whom })
  await online(call)
  await eventually(async () => (await standingOf(call, id)) === undefined, { what: 'the verdict' })
  return id
}

async function standingOf(call: Engine['call'], appointment: string) {
  return (await agenda(call)).find((one) => one.appointment === appointment)?.standing
}

test('Y4 Y2 Y3 what two desks had done since the backup is back after the server was restored, in whatever order they return', async () => {
  await using server = await keptServer()
  await using ada = await signedIn(server)
  await using phone = await signedIn(server)
  await using away = await signedIn(server)
  const calendar = await ownCalendar(ada)
  const create = (desk: TestDesk, title: string, iso: string) =>
    desk.call.appointments.create(hour(calendar, title, iso))
  const common = await create(ada, 'Common', '2026-11-23T14:00:00+01:00')
  const doomed = await create(ada, 'Doomed', '2026-11-24T08:00:00+01:00')
  await agree(ada.call, phone.call)
  await online(away.call)
  await eventually(async () => (await titles(away.call)).includes('Doomed'))

  const backup = await server.backUp()
  await away.close()

  // On both desks: new ones, other fields and the same field of one entry, one of the other's, a calendar, hours, a booking.
  const edit = (desk: TestDesk, id: typeof common.id, title: string) =>
    desk.call.appointments.edit({ id, scope: all, edit: { title } })
  const made = await create(ada, 'Made by Ada', '2026-11-25T09:00:00+01:00')
  await edit(ada, common.id, 'Common, by Ada')
  await agree(ada.call, phone.call)
  await phone.call.appointments.move({
    id: common.id,
    scope: all,
    time: hour(calendar, '', '2026-11-23T16:00:00+01:00').time,
  })
  await edit(phone, common.id, 'Common, by the phone')
  await edit(phone, made.id, 'Made by Ada, edited by the phone')
  await phone.call.appointments.cancel({ id: doomed.id, scope: all })
  const second = await phone.call.calendars.create({ name: 'Second' })
  await phone.call.appointments.create(hour(second.id, 'In the second', '2027-01-05T09:00:00+01:00'))
  await agree(ada.call, phone.call)
  const [schedule] = await ada.call.schedules.list()
  if (schedule) await ada.call.schedules.setWeeklyHours({ id: schedule.id, weekly: [] })
  if (schedule) await ada.call.schedules.setWeeklyHours({ id: schedule.id, weekly: schedule.weekly.slice(0, 3) })
  const booking = await book(ada)
  await agree(ada.call, phone.call)
  const before = await seen(ada.call)

  await server.stop()
  await server.restore(backup)
  await ada.close()
  await server.start()
  // The phone alone at first: what it had done to Ada's own cannot be done again yet.
  await eventually(async () => (await phone.call.sync.state()).phase === 'online')
  await eventually(async () => (await phone.call.sync.refused()).length === 1)
  await ada.reopen()
  await agree(ada.call, phone.call)
  expect(await seen(ada.call)).toEqual(before)
  expect(await phone.call.sync.state()).toMatchObject({ restored: 'restored', refused: 0, waiting: 0 })
  expect(before.agenda.some((one) => one.appointment === booking)).toBe(true)

  await away.reopen()
  await agree(ada.call, away.call)
  expect(await seen(away.call)).toEqual(before)
  for (const desk of [ada, phone, away]) await expectReplayed(desk)
  await server.stop()
  await expectClaims(server, booking)
}, 600_000)
