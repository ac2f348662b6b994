import { expect, test } from 'vitest'
import type { ImportProgress } from '../../../src/core/contract/calendar-file.ts'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { madeCalendar } from '../../support/made-calendar.ts'
import { agenda, firstCalendar, NOW, openTestDesk } from '../../support/test-desk.ts'

type Input = Parameters<Engine['call']['files']['import']>[0]

async function importAll(call: Engine['call'], input: Omit<Input, 'fileName'>): Promise<ImportProgress[]> {
  const progress: ImportProgress[] = []
  for await (const step of await call.files.import({ ...input, fileName: 'mine.ics' })) progress.push(step)
  return progress
}

function reportOf(progress: readonly ImportProgress[]) {
  const last = progress.at(-1)
  if (last?.kind !== 'done') throw new Error('no report')
  return last.report
}

test('a file comes in by chunks, into a calendar that is made for it; again it changes nothing', async () => {
  await using desk = await openTestDesk()
  const text = madeCalendar(510, new Date(NOW))
  const progress = await importAll(desk.call, { calendar: { name: 'Old' }, text })
  // A series weighs as much as twenty appointments: every tenth of these is one.
  expect(progress.slice(0, -1)).toEqual([
    { kind: 'reading' },
    ...[0, 51, 101, 151, 201, 251, 301, 351, 401, 451, 501, 510].map((done) => ({ kind: 'writing', done, total: 510 })),
  ])
  const calendars = await desk.call.calendars.list()
  const made = calendars.find(({ calendar }) => calendar.name === 'Old')?.calendar
  const { setAside, ...report } = reportOf(progress)
  expect(report).toEqual({ calendar: made?.id, total: 511, created: 510, updated: 0, unchanged: 0, flagged: [] })
  expect(setAside.map(({ title, reason }) => ({ title, reason }))).toEqual([
    { title: 'Broken on purpose', reason: 'invalid-date' },
  ])
  const shown = await agenda(desk.call)
  const again = reportOf(await importAll(desk.call, { calendar: { name: 'Old' }, text }))
  expect(again).toMatchObject({ calendar: made?.id, created: 0, updated: 0, unchanged: 510 })
  expect(await agenda(desk.call)).toEqual(shown)
  expect(await desk.call.calendars.list()).toEqual(calendars)
})

test('chunks of large appointments are small enough for the server', async () => {
  await using desk = await openTestDesk()
  const description = `DESCRIPTION:${'x'.repeat(90_000)}`
  const events = Array.from({ length: 40 }, (_, n) => [
    'BEGIN:VEVENT',
    `UID:${n}@example.org`,
    'DTSTART:20261120T090000Z',
    description,
    'END:VEVENT',
  ])
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n')
  const progress = await importAll(desk.call, { calendar: { name: 'Old' }, text })
  const written = progress.flatMap((step) => (step.kind === 'writing' ? [step.done] : []))
  // Three of them together are below the 300,000 characters of a chunk, four are not.
  expect(written).toEqual([...Array.from({ length: 14 }, (_, n) => 3 * n), 40])
})

test('two imports of one file at once make one calendar, and each appointment once', async () => {
  await using desk = await openTestDesk()
  const input = { calendar: { name: 'Old' }, text: madeCalendar(20, new Date(NOW)) }
  const both = await Promise.all([importAll(desk.call, input), importAll(desk.call, input)])
  const reports = both.map(reportOf)
  expect(reports.map(({ created, unchanged }) => created + unchanged)).toEqual([20, 20])
  expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(20)
  const names = (await desk.call.calendars.list()).map(({ calendar }) => calendar.name)
  expect(names.filter((name) => name === 'Old')).toEqual(['Old'])
})

test('an import that is left half way stops between two chunks; what has arrived stays', async () => {
  await using desk = await openTestDesk()
  const text = madeCalendar(510, new Date(NOW))
  const calendar = { id: await firstCalendar(desk.call) }
  let arrived = 0
  for await (const step of await desk.call.files.import({ calendar, text, fileName: 'mine.ics' })) {
    if (step.kind === 'writing') arrived = step.done
    if (arrived > 250) break
  }
  expect(arrived).toBeLessThan(510)
  const rest = reportOf(await importAll(desk.call, { calendar, text }))
  expect(rest).toMatchObject({ created: 510 - arrived, unchanged: arrived })
})

test('what is no calendar file, and one that is too large, are refused and make no calendar', async () => {
  await using desk = await openTestDesk()
  const calendar = { name: 'Old' }
  const refused = (reason: string) => ({ code: 'REFUSED', data: { reason } })
  await expect(importAll(desk.call, { calendar, text: 'Buy milk' })).rejects.toMatchObject(refused('file-unreadable'))
  const text = `BEGIN:VCALENDAR\r\n${'é'.repeat(26 * 1024 * 1024)}`
  await expect(importAll(desk.call, { calendar, text })).rejects.toMatchObject(refused('file-too-large'))
  const nowhere = { id: JSON.parse('"0199f000-0000-7000-8000-000000000000"') }
  const small = madeCalendar(1, new Date(NOW))
  await expect(importAll(desk.call, { calendar: nowhere, text: small })).rejects.toMatchObject(refused('not-found'))
  expect((await desk.call.calendars.list()).map((view) => view.calendar.name)).toEqual(['My calendar'])
})
