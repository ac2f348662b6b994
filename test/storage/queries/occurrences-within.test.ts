import { expect, test } from 'vitest'
import { CalendarId, WorkspaceId } from '../../../src/core/model/ids.ts'
import { DAY, HOUR, instant } from '../../../src/core/model/instant.ts'
import type { OccurrenceRow } from '../../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { occurrencesWithin } from '../../../src/storage/queries/occurrences-within.ts'
import { appointmentPut, appointmentRow, entriesDocument, id, occurrenceRow, workspace } from '../../support/rows.ts'
import { onThreeStores } from '../../support/three-stores.ts'

const MONDAY = Date.UTC(2026, 10, 16)
const WEEK = { start: instant(MONDAY), end: instant(MONDAY + 7 * DAY) }
// The wall of a person two hours east of UTC.
const WALL = { from: MONDAY + 2 * HOUR, until: MONDAY + 7 * DAY + 2 * HOUR }

type Case = [what: string, within: boolean, starts: number, ends: number, edit?: Partial<OccurrenceRow>]

const cases: Case[] = [
  ['inside', true, MONDAY + 9 * HOUR, MONDAY + 10 * HOUR],
  ['ends when the span starts', false, MONDAY - HOUR, MONDAY],
  ['starts when the span ends', false, WEEK.end, WEEK.end + HOUR],
  ['reaches into the span', true, MONDAY - HOUR, MONDAY + 1],
  ['starts in its last millisecond', true, WEEK.end - 1, WEEK.end + HOUR],
  ['without length, at its start', true, MONDAY, MONDAY],
  ['without length, at its end', false, WEEK.end, WEEK.end],
  ['seven days long, ends inside', true, MONDAY - 7 * DAY + 1, MONDAY + 1],
  ['long, covers it', true, MONDAY - 300 * DAY, MONDAY + 300 * DAY, { long: true }],
  ['long, over before', false, MONDAY - 300 * DAY, MONDAY - 200 * DAY, { long: true }],
  ['cancelled', true, MONDAY, MONDAY + HOUR, { status: 'cancelled', blocks: false }],
  ['on the wall, before the span there', false, MONDAY, MONDAY + 2 * HOUR, { basis: 'wall' }],
  ['on the wall, behind its UTC end', true, WEEK.end, WEEK.end + DAY, { basis: 'wall', allDay: true }],
  ['long, on the wall', true, MONDAY - 8 * DAY, MONDAY + DAY, { basis: 'wall', allDay: true, long: true }],
]

const entries = cases.map(([what, within, starts, ends, edit], n) => {
  const row = appointmentRow(n + 1)
  return { within, row, occurrence: occurrenceRow(row, { starts, ends }, { title: what, ...edit }) }
})

onThreeStores((open) => {
  test('S6 the week has what touches it, half-open, on both bases', async () => {
    const store = await open()
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        entries.map(({ row, occurrence }) => appointmentPut(row, occurrence)),
      ),
    )

    const found = await occurrencesWithin(store.read, { workspace, span: WEEK, wallSpan: WALL })

    const expected = entries.filter((entry) => entry.within).map((entry) => entry.occurrence)
    expect(found).toEqual(expected.sort((a, b) => a.starts - b.starts || a.ends - b.ends))
  })

  test('calendars narrow it down, none of them to nothing, and workspaces stay apart', async () => {
    const store = await open()
    const first = appointmentRow(1)
    const calendar = id(CalendarId, 2)
    const second = appointmentRow(2, { calendar, document: entriesDocument(2) })
    const times = { starts: MONDAY, ends: MONDAY + HOUR }
    const rows = [first, second].map((row) => occurrenceRow(row, times))
    await store.tx((tx) =>
      applyRowChanges(tx, [appointmentPut(first, ...rows.slice(0, 1)), appointmentPut(second, ...rows.slice(1))]),
    )
    const ask = (edit: object) => occurrencesWithin(store.read, { workspace, span: WEEK, wallSpan: WALL, ...edit })

    expect(await ask({})).toEqual(rows)
    expect(await ask({ calendars: [calendar] })).toEqual(rows.slice(1))
    expect(await ask({ calendars: [calendar, first.calendar] })).toEqual(rows)
    expect(await ask({ calendars: [] })).toEqual([])
    expect(await ask({ workspace: id(WorkspaceId, 2) })).toEqual([])
  })

  test('a series has one row for each occurrence, in order', async () => {
    const store = await open()
    const row = appointmentRow(1)
    const days = [3, 1, 2].map((day) =>
      occurrenceRow(
        row,
        { starts: MONDAY + day * DAY, ends: MONDAY + day * DAY + HOUR },
        { original: `2026-11-${16 + day}T01:00:00` },
      ),
    )
    await store.tx((tx) => applyRowChanges(tx, [appointmentPut(row, ...days)]))

    const found = await occurrencesWithin(store.read, { workspace, span: WEEK, wallSpan: WALL })
    expect(found.map((each) => each.original)).toEqual([
      '2026-11-17T01:00:00',
      '2026-11-18T01:00:00',
      '2026-11-19T01:00:00',
    ])
  })
})
