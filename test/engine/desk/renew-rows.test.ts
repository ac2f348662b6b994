import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { Absence } from '../../../src/core/model/absence.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { migrateSqlite } from '../../../src/storage/migrate-sqlite.ts'
import { sqliteMigrations } from '../../../src/storage/migrations/sqlite/migrations.ts'
import { FULL_EVENT_TYPE, FULL_SCHEDULE, FULL_WORKSPACE, SAMPLE_ABSENCE } from '../../core/document/samples.ts'
import { projectedRows } from '../../support/replayed-rows.ts'
import { openTestDesk, type TestDesk } from '../../support/test-desk.ts'

const FIRST = sqliteMigrations.slice(0, 1)

const tablesOf = (db: Database.Database): unknown =>
  ['workspace', 'schedule', 'event_type', 'absence'].map((table) => db.pragma(`table_info(${table})`))

/** The database as the version before rules, absences and holidays would hold it that had got the same documents. */
function asOlderVersion(file: string): void {
  using db = opened(file)
  db.value.exec(`
    DROP TABLE absence;
    DROP TABLE verdict;
    DROP TABLE team;
    DROP TABLE team_share;
    DROP TABLE kept_command;
    DROP TABLE kept_part;
    DROP TABLE left_document;
    ALTER TABLE outbox DROP COLUMN again;
    ALTER TABLE workspace DROP COLUMN holiday_region;
    ALTER TABLE workspace DROP COLUMN closures;
    UPDATE schedule SET data = json_remove(data, '$.rules', '$.breaks', '$.travel', '$.holidays', '$.tentativeBlocks');
    UPDATE event_type SET data = json_remove(data, '$.limits', '$.fillGaps', '$.capacity', '$.strategy', '$.hours', '$.recurrence');
    UPDATE event_type SET data = json_set(data, '$.hosts', json_array(json_object('member', owner, 'required', json('true'))));
    DELETE FROM setting WHERE key = 'rows';
    DELETE FROM migration WHERE tag <> '${FIRST[0]?.tag}'`)
  using old = opened(':memory:')
  migrateSqlite(old.value, FIRST)
  expect(tablesOf(db.value)).toEqual(tablesOf(old.value))
}

function opened(file: string): Disposable & { readonly value: Database.Database } {
  const value = new Database(file)
  return { value, [Symbol.dispose]: () => void value.close() }
}

async function furnished(): Promise<TestDesk> {
  const desk = await openTestDesk()
  const { call } = desk
  const { member } = await call.session.get()
  const [first] = await call.schedules.list()
  await call.schedules.put({ schedule: Schedule.parse({ ...FULL_SCHEDULE, id: first?.id, member: member.id }) })
  await call.absences.put({ absence: Absence.parse({ ...SAMPLE_ABSENCE, member: member.id }) })
  const hosts = [{ member: member.id, required: true, weight: 3, group: 'Doctors' }]
  const eventType = EventType.parse({ ...FULL_EVENT_TYPE, owner: member.id, capacity: 1, hosts })
  await call.eventTypes.put({ eventType })
  const { holidayRegion, closures } = FULL_WORKSPACE
  await call.workspace.setHolidays({ holidayRegion, closures })
  return desk
}

const shown = async ({ call }: TestDesk) => ({
  session: await call.session.get(),
  schedules: await call.schedules.list(),
  absences: await call.absences.list({}),
  eventTypes: await call.eventTypes.list(),
})

test('Y3 what newer devices wrote is shown once the app that knew nothing of it is a newer one', async () => {
  await using desk = await furnished()
  const file = join(desk.folder, 'desk.sqlite')
  const before = await shown(desk)
  await desk.close()
  const rows = projectedRows(file)
  asOlderVersion(file)
  await desk.reopen()
  expect(await shown(desk)).toEqual(before)
  await desk.close()
  expect(projectedRows(file)).toEqual(rows)
})

test('rows that this version made are not made anew', async () => {
  await using desk = await furnished()
  const file = join(desk.folder, 'desk.sqlite')
  await desk.close()
  {
    using db = opened(file)
    db.value.exec('DELETE FROM absence')
  }
  await desk.reopen()
  expect(await desk.call.absences.list({})).toEqual([])
})
