import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createAppointment } from '../../../src/core/commands/create-appointment.ts'
import { AppointmentId, type CalendarId } from '../../../src/core/model/ids.ts'
import type { Desk } from '../../../src/engine/desk/desk.ts'
import { execute } from '../../../src/engine/desk/execute.ts'
import { occurrencesIn } from '../../../src/engine/desk/occurrences-in.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { countWaiting } from '../../../src/storage/desk/count-waiting.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { calendarsOf } from '../../../src/storage/queries/calendars-of.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { openAlone } from '../../support/open-alone.ts'
import { BERLIN, hour, NOW } from '../../support/test-desk.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function titlesOf(desk: Desk): Promise<string[]> {
  const span = { start: instant(NOW - 86_400_000), end: instant(NOW + 86_400_000) }
  return (await occurrencesIn(desk, { span, zone: BERLIN })).map(({ row }) => row.title).toSorted()
}

function create(desk: Desk, calendar: CalendarId, title: string, description = '') {
  const input = { ...hour(calendar, title, '2026-11-20T10:00:00+01:00'), id: AppointmentId.parse(newId()), description }
  return execute(desk, createAppointment, input)
}

test('a full disk: the person gets a refusal, nothing is half done, and it goes on once there is room', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const { desk, calendar } = await openAlone(store)
  expect((await create(desk, calendar, 'Before')).ok).toBe(true)
  const waiting = countWaiting(store.read)
  const pages = await store.tx(async (tx) => tx.desk.all('PRAGMA max_page_count = 1'))
  expect(pages).toHaveLength(1)
  expect(await create(desk, calendar, 'Too much', 'x'.repeat(90_000))).toEqual({
    ok: false,
    reason: 'disk-full',
    details: {},
  })
  expect(await titlesOf(desk)).toEqual(['Before'])
  expect(countWaiting(store.read)).toBe(waiting)
  await store.tx(async (tx) => tx.desk.all('PRAGMA max_page_count = 1000000'))
  expect((await create(desk, calendar, 'After')).ok).toBe(true)
  expect(await titlesOf(desk)).toEqual(['After', 'Before'])
})

test('many at once are carried out one after the other', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const { desk, calendar } = await openAlone(store)
  const results = await Promise.all(Array.from({ length: 20 }, (_, index) => create(desk, calendar, `${index}`)))
  expect(results.every(({ ok }) => ok)).toBe(true)
  expect(await titlesOf(desk)).toHaveLength(20)
})

test('a beginning that was cut short is wiped and made again', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  {
    await using store = await openSqlite({ file })
    await openAlone(store)
    // As if the process had died before the last step, which writes whose desk it is.
    await store.tx(async (tx) => tx.desk.run("DELETE FROM setting WHERE key = 'identity'"))
  }
  await using store = await openSqlite({ file })
  const { desk } = await openAlone(store)
  expect(await calendarsOf(store.read, desk.identity().workspace)).toHaveLength(1)
  expect(countWaiting(store.read)).toBe(2)
})
