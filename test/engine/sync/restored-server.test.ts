import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, expect, test, vi } from 'vitest'
import { editAppointment } from '../../../src/core/commands/edit-appointment.ts'
import type { AppointmentId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { KEPT_FOR } from '../../../src/engine/desk/tidy-up.ts'
import { eventually } from '../../support/eventually.ts'
import { replayRows } from '../../support/replayed-rows.ts'
import { createServerDouble, type ServerDouble } from '../../support/server-double.ts'
import { online, shows, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { agenda, hour, NOW, titles, type TestDesk } from '../../support/test-desk.ts'

// What a server restored from a backup no longer has comes back from the desks that had done it.

const all = { kind: 'all' } as const

afterEach(() => void vi.restoreAllMocks())

async function twoDesks(server: ServerDouble) {
  server.join('ada@example.org', 'owner')
  const { desk: laptop, calendar } = await withCalendar(server, 'ada@example.org')
  const phone = await signedIn(server, 'ada@example.org')
  const create = ({ call }: TestDesk, title: string, at = '2026-11-23T10:00:00+01:00') =>
    call.appointments.create(hour(calendar, title, at))
  return { laptop, phone, create }
}

const edit = ({ call }: TestDesk, id: AppointmentId, title: string) =>
  call.appointments.edit({ id, scope: all, edit: { title } })

async function agreed(...desks: readonly TestDesk[]): Promise<void> {
  for (const { call } of desks) await online(call)
  const seen = async ({ call }: TestDesk) => JSON.stringify(await agenda(call))
  await eventually(async () => new Set(await Promise.all(desks.map(seen))).size === 1)
}

/** Ends every line, and lets only `first` come back before the others. */
async function comeBack(server: ServerDouble, [first, ...others]: readonly TestDesk[], between: () => Promise<void>) {
  for (const desk of others) await desk.close()
  server.heal()
  if (first) await eventually(async () => (await first.call.sync.state()).phase === 'online')
  await between()
  for (const desk of others) await desk.reopen()
}

async function offline({ call }: TestDesk): Promise<void> {
  await eventually(async () => (await call.sync.state()).phase === 'offline')
}

/** The server is gone, to the knowledge of these desks, and stands as it was then once it is back. */
async function restored(
  server: ServerDouble,
  backup: ReturnType<ServerDouble['backUp']>,
  desks: readonly TestDesk[],
  how: 'new-epoch' | 'in-silence' = 'new-epoch',
): Promise<void> {
  server.cut()
  for (const desk of desks) await offline(desk)
  server.restoreAll(backup, how)
}

for (const firstBack of ['laptop', 'phone'] as const) {
  test(`Y2 Y4 one field changed by both: the later one stands again, although the ${firstBack} comes back first`, async () => {
    const server = createServerDouble()
    const desks = await twoDesks(server)
    await using laptop = desks.laptop
    await using phone = desks.phone
    const { id } = await desks.create(laptop, 'As it was')
    await agreed(laptop, phone)
    const backup = server.backUp()
    await edit(laptop, id, 'By the laptop')
    await agreed(laptop, phone)
    await edit(phone, id, 'By the phone')
    await agreed(laptop, phone)

    await restored(server, backup, [laptop, phone])
    const order = firstBack === 'laptop' ? [laptop, phone] : [phone, laptop]
    await comeBack(server, order, async () => order[0] && online(order[0].call))
    await agreed(laptop, phone)
    await shows(laptop.call, ['By the phone'])
    expect(await refusals(laptop, phone)).toEqual([])
  })
}

/** What a desk would write into a table of its own is dropped without a word. */
function writesNothingInto({ folder }: TestDesk, table: string): void {
  const file = new Database(join(folder, 'desk.sqlite'))
  file.exec(`CREATE TRIGGER mutant BEFORE INSERT ON ${table} BEGIN SELECT RAISE(IGNORE); END`)
  file.close()
}

test('mutant: without the documents as they were left, the order of the return decides', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  const { id } = await desks.create(laptop, 'As it was')
  await agreed(laptop, phone)
  const backup = server.backUp()
  await edit(laptop, id, 'By the laptop')
  await agreed(laptop, phone)
  await edit(phone, id, 'By the phone')
  await agreed(laptop, phone)
  for (const desk of [laptop, phone]) writesNothingInto(desk, 'left_document')

  await restored(server, backup, [laptop, phone])
  await comeBack(server, [phone, laptop], async () => online(phone.call))
  await agreed(laptop, phone)
  expect(await titles(laptop.call)).toEqual(['By the laptop'])
})

test('mutant: without what was kept, the work since the backup is gone', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  await desks.create(laptop, 'As it was')
  await agreed(laptop, phone)
  const backup = server.backUp()
  writesNothingInto(laptop, 'kept_command')
  await desks.create(laptop, 'Since then', '2026-11-24T10:00:00+01:00')
  await agreed(laptop, phone)

  await restored(server, backup, [laptop, phone])
  server.heal()
  await agreed(laptop, phone)
  expect(await titles(laptop.call)).toEqual(['As it was'])
})

async function refusals(...desks: readonly TestDesk[]) {
  return (await Promise.all(desks.map(({ call }) => call.sync.refused()))).flat()
}

test('Y4 what stands on somebody else’s lost work is shown as refused, and done again once that is back', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  await desks.create(laptop, 'Before')
  await agreed(laptop, phone)
  const backup = server.backUp()
  const { id } = await desks.create(laptop, 'Made on the laptop', '2026-11-24T10:00:00+01:00')
  await agreed(laptop, phone)
  await edit(phone, id, 'Edited on the phone')
  await agreed(laptop, phone)

  await restored(server, backup, [laptop, phone])
  await comeBack(server, [phone, laptop], async () => {
    await eventually(async () => (await phone.call.sync.refused()).length === 1)
    expect(await phone.call.sync.refused()).toMatchObject([{ verb: 'edit-appointment', reason: 'not-found' }])
  })
  await agreed(laptop, phone)
  await shows(phone.call, ['Before', 'Edited on the phone'])
  expect(await refusals(laptop, phone)).toEqual([])
})

test('a document that came to be after the backup is not taken away, but made again', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  await agreed(laptop, phone)
  const backup = server.backUp()
  const second = await laptop.call.calendars.create({ name: 'Second' })
  await laptop.call.appointments.create(hour(second.id, 'In the second', '2026-11-24T10:00:00+01:00'))
  await agreed(laptop, phone)
  await shows(phone.call, ['In the second'])

  await restored(server, backup, [laptop, phone])
  server.heal()
  await agreed(laptop, phone)
  await shows(phone.call, ['In the second'])
  expect(await laptop.call.calendars.list()).toEqual(await phone.call.calendars.list())
  expect(await refusals(laptop, phone)).toEqual([])
})

test('Y2 Y3 the same backup restored twice, with work in between and a desk that was away: all of it is back', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  await using away = await signedIn(server, 'ada@example.org')
  const { id } = await desks.create(laptop, 'As it was')
  await agreed(laptop, phone, away)
  const backup = server.backUp()
  await desks.create(away, 'Made by the one that goes away', '2026-11-24T09:00:00+01:00')
  await agreed(laptop, phone, away)
  await away.close()

  await edit(laptop, id, 'After the backup')
  await agreed(laptop, phone)
  await restored(server, backup, [laptop, phone])
  server.heal()
  await agreed(laptop, phone)
  await desks.create(phone, 'Between the restores', '2026-11-24T10:00:00+01:00')
  await agreed(laptop, phone)
  await restored(server, backup, [laptop, phone])
  server.heal()
  await agreed(laptop, phone)
  await shows(laptop.call, ['After the backup', 'Between the restores'])

  await away.reopen()
  await agreed(laptop, phone, away)
  await shows(away.call, ['After the backup', 'Made by the one that goes away', 'Between the restores'])
  expect(await refusals(laptop, phone, away)).toEqual([])
  for (const desk of [laptop, phone, away]) {
    await desk.close()
    const { before, after } = await replayRows(`${desk.folder}/desk.sqlite`, NOW)
    expect(after).toEqual(before)
  }
})

test('Y2 old data put in the place of newer ones: what the log still has counts, the rest is sent again, and people are told', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  const { id } = await desks.create(laptop, 'As it was')
  await agreed(laptop, phone)
  const copied = server.backUp()
  await edit(laptop, id, 'Since then')
  await agreed(laptop, phone)
  await desks.create(phone, 'New', '2026-11-24T10:00:00+01:00')
  await agreed(laptop, phone)

  await restored(server, copied, [laptop, phone], 'in-silence')
  server.heal()
  await agreed(laptop, phone)
  await shows(phone.call, ['Since then', 'New'])
  for (const { call } of [laptop, phone]) {
    expect(await call.sync.state()).toMatchObject({ restored: 'older', refused: 0, waiting: 0 })
    await call.sync.dismissRestored()
    expect((await call.sync.state()).restored).toBeUndefined()
  }
})

test('Y4 a command that throws when it is run again is set aside as internal, and what is behind it goes on', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using phone = desks.phone
  const { id } = await desks.create(laptop, 'As it was')
  await agreed(laptop, phone)
  const backup = server.backUp()
  server.cut()
  await offline(laptop)
  await edit(laptop, id, 'Cannot be done again')
  await desks.create(laptop, 'Behind it', '2026-11-24T10:00:00+01:00')

  server.restoreAll(backup, 'new-epoch')
  vi.spyOn(editAppointment, 'run').mockImplementation(() => {
    throw new TypeError('a mistake of ours')
  })
  server.heal()
  await agreed(laptop, phone)
  await shows(phone.call, ['As it was', 'Behind it'])
  expect(await laptop.call.sync.refused()).toMatchObject([
    { verb: 'edit-appointment', reason: 'internal', input: { edit: { title: 'Cannot be done again' } } },
  ])
})

/** How many of a desk's commands come again from a server that was restored to `backup`, by their titles. */
async function broughtBack(server: ServerDouble, desk: TestDesk, backup: ReturnType<ServerDouble['backUp']>) {
  await restored(server, backup, [desk])
  server.heal()
  await online(desk.call)
  return titles(desk.call)
}

test('what was acknowledged is kept for seven days of running, whatever the clock of the machine does', async () => {
  const server = createServerDouble()
  const desks = await twoDesks(server)
  await using laptop = desks.laptop
  await using _phone = desks.phone
  const backup = server.backUp()
  await desks.create(laptop, 'Kept')
  await online(laptop.call)

  // Ten years on, and ten years back.
  for (const jump of [10, -10]) {
    await laptop.reopen({ now: () => instant(NOW + jump * 365 * 86_400_000) })
    await online(laptop.call)
  }
  await laptop.reopen({ now: () => NOW })
  expect(await broughtBack(server, laptop, backup)).toEqual(['Kept'])

  await runFor(laptop, KEPT_FOR - 1_000)
  expect(await broughtBack(server, laptop, backup)).toEqual(['Kept'])
  await runFor(laptop, KEPT_FOR + 1_000)
  expect(await broughtBack(server, laptop, backup)).toEqual([])
})

/** A desk that has run for so long when it tidies up. */
async function runFor(desk: TestDesk, milliseconds: number): Promise<void> {
  let asked = 0
  await desk.reopen({ monotonic: () => (asked++ === 0 ? 0 : milliseconds) })
  await desk.reopen()
  await online(desk.call)
}
