import { expect, test } from 'vitest'
import { documentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import type { ReadHandle } from '../../../src/storage/handle.ts'
import { dropDocumentRows } from '../../../src/storage/queries/drop-document-rows.ts'
import { dropRows } from '../../../src/storage/queries/drop-rows.ts'
import {
  absenceRow,
  appointmentPut,
  appointmentRow,
  bookingLinkRow,
  calendarRow,
  entriesDocument,
  eventTypeRow,
  id,
  memberDocument,
  memberRow,
  occurrenceRow,
  scheduleRow,
  teamRow,
  workspace,
  workspaceRow,
} from '../../support/rows.ts'
import { onThreeStores } from '../../support/three-stores.ts'

const calendar = id(ids.CalendarId, 1)
const member = id(ids.MemberId, 1)
const row = appointmentRow(1)

const all = [
  { table: 'workspace', put: workspaceRow() },
  { table: 'member', put: memberRow(1) },
  { table: 'calendar', put: calendarRow(1) },
  { table: 'calendarOwner', put: { workspace, calendar, owner: member } },
  { table: 'calendarShare', workspace, calendar, all: [{ workspace, calendar, member, permission: 'read' }] },
  { table: 'team', put: teamRow(1) },
  {
    table: 'teamShare',
    workspace,
    calendar,
    all: [{ workspace, calendar, team: id(ids.TeamId, 1), permission: 'read' }],
  },
  { table: 'schedule', put: scheduleRow(1) },
  { table: 'absence', put: absenceRow(1) },
  { table: 'eventType', put: eventTypeRow(1) },
  { table: 'bookingLink', put: bookingLinkRow(1) },
  appointmentPut(row, occurrenceRow(row, { starts: 0, ends: 1 })),
] as const

/** The tables that have rows. */
async function filled(db: ReadHandle): Promise<string[]> {
  const names: string[] = []
  for (const [name, table] of Object.entries(db.tables)) {
    if ((await db.select().from(table)).length > 0) names.push(name)
  }
  return names.sort()
}

onThreeStores((open) => {
  test('Y3 all rows of a workspace go, and no others', async () => {
    const store = await open()
    await store.tx((tx) => applyRowChanges(tx, all))
    await store.tx((tx) => dropRows(tx, id(ids.WorkspaceId, 2)))
    expect(await filled(store.read)).toHaveLength(13)
    await store.tx((tx) => dropRows(tx, workspace))
    expect(await filled(store.read)).toEqual([])
  })

  test('the rows of one document go, and no others', async () => {
    const store = await open()
    await store.tx((tx) => applyRowChanges(tx, all))
    const directory = ['calendarOwner', 'calendarShare', 'member', 'team', 'teamShare', 'workspace']

    await store.tx((tx) => dropDocumentRows(tx, entriesDocument(1)))
    expect(await filled(store.read)).toEqual(
      ['absence', 'bookingLink', 'calendar', 'eventType', 'schedule', ...directory].sort(),
    )
    await store.tx((tx) => dropDocumentRows(tx, memberDocument(1)))
    expect(await filled(store.read)).toEqual(['calendar', ...directory])
    await store.tx((tx) => dropDocumentRows(tx, documentName({ kind: 'calendar', workspace, calendar })))
    expect(await filled(store.read)).toEqual(directory)
  })
})
