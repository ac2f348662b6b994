import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, shows, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { agenda, hour, titles, type TestDesk } from '../../support/test-desk.ts'

const all = { kind: 'all' } as const

test('what one desk writes stands on another with a share, and not on one without', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const grace = server.join('grace@example.org')
  server.join('linus@example.org')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await using second = await signedIn(server, 'grace@example.org')
  await using third = await signedIn(server, 'linus@example.org')
  await ada.call.appointments.create(hour(calendar, 'Before', '2026-11-20T10:00:00+01:00'))
  await ada.call.calendars.share({ calendar, member: grace.id, permission: 'write' })
  await ada.call.appointments.create(hour(calendar, 'After', '2026-11-20T12:00:00+01:00'))
  await shows(second.call, ['Before', 'After'])
  const [first] = await agenda(second.call)
  expect(first).toMatchObject({ title: 'Before', writable: true, sync: 'synced' })
  await second.call.appointments.edit({ id: first?.appointment ?? never(), scope: all, edit: { title: 'Edited' } })
  await shows(ada.call, ['Edited', 'After'])
  expect(await titles(third.call)).toEqual([])
  expect((await third.call.calendars.list()).map(({ calendar }) => calendar.name)).toEqual([])
})

function never(): never {
  throw new Error('nothing there')
}

test('Y1 Y2 both write while the network is cut; afterwards both agree and nothing is lost', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  const { id } = await ada.call.appointments.create(hour(calendar, 'Shared', '2026-11-20T08:00:00+01:00'))
  await online(ada.call)
  await using phone = await signedIn(server, 'ada@example.org')
  await shows(phone.call, ['Shared'])
  server.cut()
  await eventually(async () => (await ada.call.sync.state()).phase === 'offline')
  for (let index = 0; index < 10; index++) {
    await ada.call.appointments.create(hour(calendar, `A${index}`, `2026-11-2${index % 5}T1${index}:00:00+01:00`))
    await phone.call.appointments.create(
      hour(calendar, `P${index}`, `2026-12-0${1 + (index % 5)}T10:0${index}:00+01:00`),
    )
  }
  await ada.call.appointments.edit({ id, scope: all, edit: { title: 'By Ada' } })
  await phone.call.appointments.edit({ id, scope: all, edit: { location: 'By phone' } })
  expect(await ada.call.sync.state()).toMatchObject({ waiting: 11, refused: 0, problem: 'unreachable' })
  expect((await agenda(ada.call)).filter(({ sync }) => sync === 'waiting')).toHaveLength(11)
  await phone.reopen()
  server.heal()
  await online(ada.call)
  await online(phone.call)
  await eventually(async () => (await titles(ada.call)).length === 21 && (await titles(phone.call)).length === 21)
  await eventually(async () => JSON.stringify(await agenda(ada.call)) === JSON.stringify(await agenda(phone.call)))
  expect((await agenda(ada.call)).find(({ appointment }) => appointment === id)).toMatchObject({
    title: 'By Ada',
    location: 'By phone',
    sync: 'synced',
  })
})

test('an answer that got lost: the command comes back in the log and counts as acknowledged, once', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  server.loseNextAnswer()
  await ada.call.appointments.create(hour(calendar, 'Once', '2026-11-20T08:00:00+01:00'))
  await eventually(async () => (await ada.call.sync.state()).phase === 'offline')
  await online(ada.call)
  expect(await titles(ada.call)).toEqual(['Once'])
  const logs = server
    .documents()
    .flatMap((name) => server.log(name))
    .filter(({ command }) => command !== undefined)
  expect(new Set(logs.map(({ command }) => command)).size).toBe(logs.length)
})

test('Y4 a refused command is set aside with what was entered, and the rest is made anew without it', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  server.cut()
  await eventually(async () => (await ada.call.sync.state()).phase === 'offline')
  const bad = await ada.call.appointments.create(hour(calendar, 'Bad', '2026-11-20T08:00:00+01:00'))
  const good = await ada.call.appointments.create(hour(calendar, 'Good', '2026-11-20T10:00:00+01:00'))
  await ada.call.appointments.edit({ id: bad.id, scope: all, edit: { title: 'Bad, edited' } })
  await ada.call.appointments.edit({ id: good.id, scope: all, edit: { title: 'Good, edited' } })
  await ada.call.calendars.edit({ id: calendar, name: 'Renamed' })
  let refusals = 0
  server.judge = () => (refusals++ === 0 ? { reason: 'invalid', retry: false } : undefined)
  server.heal()
  await online(ada.call)
  expect(await titles(ada.call)).toEqual(['Good, edited'])
  const refused = await ada.call.sync.refused()
  expect(refused.map(({ verb, reason }) => ({ verb, reason }))).toEqual([
    { verb: 'create-appointment', reason: 'invalid' },
    { verb: 'edit-appointment', reason: 'not-found' },
  ])
  expect(refused[0]?.input).toMatchObject({ id: bad.id, title: 'Bad', calendar })
  expect((await ada.call.calendars.list()).map((view) => view.calendar.name)).toEqual(['Renamed'])
  await using phone = await signedIn(server, 'ada@example.org')
  expect(await titles(phone.call)).toEqual(['Good, edited'])
  for (const { id } of refused) await ada.call.sync.dismiss({ id })
  expect(await ada.call.sync.state()).toMatchObject({ phase: 'online', waiting: 0, refused: 0 })
  await ada.call.appointments.edit({ id: good.id, scope: all, edit: { title: 'Later' } })
  await shows(phone.call, ['Later'])
})

test('a withdrawn share: the documents are gone from the disk, and what waited is shown as refused', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const grace = server.join('grace@example.org')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  server.share(calendar, grace.id, 'write')
  await ada.call.appointments.create(hour(calendar, 'Confidential matter', '2026-11-20T08:00:00+01:00'))
  await using second = await signedIn(server, 'grace@example.org')
  await shows(second.call, ['Confidential matter'])
  expect(holds(second, 'Confidential matter')).toBe(true)
  server.cut()
  await eventually(async () => (await second.call.sync.state()).phase === 'offline')
  await second.call.appointments.create(hour(calendar, 'Mine', '2026-11-20T10:00:00+01:00'))
  server.share(calendar, grace.id, undefined)
  server.heal()
  await online(second.call)
  expect(await titles(second.call)).toEqual([])
  expect(await second.call.calendars.list()).toEqual([])
  expect(holds(second, 'Confidential matter')).toBe(false)
  expect((await second.call.sync.refused()).map(({ verb, reason }) => ({ verb, reason }))).toEqual([
    { verb: 'create-appointment', reason: 'forbidden' },
  ])
})

// Looks into the files themselves, the write-ahead log included, while the engine runs.
function holds({ folder }: TestDesk, text: string): boolean {
  const files = readdirSync(folder).filter((name) => name.startsWith('desk.sqlite'))
  return files.some((name) => readFileSync(join(folder, name)).includes(text))
}

test('Y6 a share withdrawn on an open line wipes at once', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const grace = server.join('grace@example.org')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await ada.call.appointments.create(hour(calendar, 'Visit', '2026-11-20T08:00:00+01:00'))
  await using second = await signedIn(server, 'grace@example.org')
  server.share(calendar, grace.id, 'read')
  await shows(second.call, ['Visit'])
  expect((await agenda(second.call))[0]?.writable).toBe(false)
  await expect(
    second.call.appointments.create(hour(calendar, 'No', '2026-11-20T10:00:00+01:00')),
  ).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'forbidden' } })
  server.share(calendar, grace.id, undefined)
  await shows(second.call, [])
})

test('Y5 rubbish in the log neither stops nor spoils anything', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  await ada.call.appointments.create(hour(calendar, 'First', '2026-11-20T08:00:00+01:00'))
  await online(ada.call)
  const home = server.documents().find((name) => name.includes('q4')) ?? never()
  const half = server.log(home)[0]?.update.slice(0, 40) ?? never()
  for (const rubbish of [Uint8Array.of(1, 2, 3), new Uint8Array(0), half, Uint8Array.of(255, 255, 255, 255, 255)]) {
    server.inject(home, rubbish)
  }
  await ada.call.appointments.create(hour(calendar, 'Second', '2026-11-20T10:00:00+01:00'))
  await online(ada.call)
  expect(await titles(ada.call)).toEqual(['First', 'Second'])
  await ada.reopen()
  await online(ada.call)
  await ada.call.appointments.create(hour(calendar, 'Third', '2026-11-20T12:00:00+01:00'))
  await online(ada.call)
  expect(await titles(ada.call)).toEqual(['First', 'Second', 'Third'])
})

test('a restored server begins a new epoch: what it had taken since is sent again, and what waited is made anew on it', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  const kept = await ada.call.appointments.create(hour(calendar, 'Kept', '2026-11-20T08:00:00+01:00'))
  await online(ada.call)
  await ada.call.appointments.create(hour(calendar, 'Taken since', '2026-11-20T09:00:00+01:00'))
  await online(ada.call)
  server.cut()
  await eventually(async () => (await ada.call.sync.state()).phase === 'offline')
  await ada.call.appointments.edit({ id: kept.id, scope: all, edit: { title: 'Kept, edited' } })
  server.restore(server.documents().find((name) => name.includes('q4')) ?? never(), 1)
  server.heal()
  await online(ada.call)
  await shows(ada.call, ['Kept, edited', 'Taken since'])
  await using phone = await signedIn(server, 'ada@example.org')
  expect(await titles(phone.call)).toEqual(['Kept, edited', 'Taken since'])
})

test('a command the server cannot place is made anew after the second try', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  let tries = 0
  server.judge = () => (tries++ < 2 ? { reason: 'gap', retry: true } : undefined)
  await ada.call.appointments.create(hour(calendar, 'Stubborn', '2026-11-20T08:00:00+01:00'))
  await online(ada.call)
  expect(tries).toBe(3)
  expect(await titles(ada.call)).toEqual(['Stubborn'])
})
