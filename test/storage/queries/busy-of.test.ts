import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { DAY, HOUR, instant } from '../../../src/core/model/instant.ts'
import type { CalendarRow, OccurrenceRow, RowChange } from '../../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { busyOf } from '../../../src/storage/queries/busy-of.ts'
import {
  appointmentPut,
  appointmentRow,
  calendarRow,
  entriesDocument,
  id,
  occurrenceRow,
  workspace,
} from '../../support/rows.ts'
import { onThreeStores } from '../../support/three-stores.ts'

const anna = id(ids.MemberId, 1)
const ben = id(ids.MemberId, 2)
const carl = id(ids.MemberId, 3)
const span = { start: instant(10 * DAY), end: instant(11 * DAY) }
const TEN = 10 * DAY + 10 * HOUR

const calendar = (n: number, edit: Partial<CalendarRow> = {}): RowChange => ({
  table: 'calendar',
  put: calendarRow(n, edit),
})

/** Appointment `n` in calendar `in`. */
function entry(n: number, inCalendar: number, edit: Partial<OccurrenceRow> = {}, bookingId?: string) {
  const row = appointmentRow(n, {
    calendar: id(ids.CalendarId, inCalendar),
    document: entriesDocument(inCalendar),
    bookingId,
  })
  const occurrence = occurrenceRow(row, { starts: TEN, ends: TEN + HOUR }, edit)
  const { document, appointment, original, basis, starts, ends, allDay } = occurrence
  const busy = { document, appointment, original, calendar: row.calendar, basis, starts, ends, allDay, bookingId }
  return { change: appointmentPut(row, occurrence), busy }
}

onThreeStores((open) => {
  test('S6 busy is what blocks, in calendars that count, by the owner whom the directory names', async () => {
    const store = await open()
    const bookingId = id(ids.BookingId, 1)
    const mine = entry(1, 1)
    const booked = entry(2, 1, { starts: TEN + HOUR, ends: TEN + 2 * HOUR }, bookingId)
    const passedOn = entry(3, 2)
    const entries = [
      booked,
      mine,
      passedOn,
      entry(4, 1, { blocks: false }),
      entry(5, 3),
      entry(6, 1, { starts: TEN + DAY, ends: TEN + 2 * DAY }),
    ]
    await store.tx((tx) =>
      applyRowChanges(tx, [
        calendar(1),
        calendar(2),
        { table: 'calendarOwner', put: { workspace, calendar: id(ids.CalendarId, 2), owner: ben } },
        calendar(3, { countsAsBusy: false }),
        ...entries.map((each) => each.change),
      ]),
    )

    const busy = await busyOf(store.read, { workspace, members: [anna, ben, carl], span, wallSpans: new Map() })

    expect(busy).toEqual(
      new Map([
        [anna, [mine.busy, booked.busy]],
        [ben, [passedOn.busy]],
        [carl, []],
      ]),
    )
  })

  test('S6 an all-day one counts on the local day of each host', async () => {
    const store = await open()
    const day = { basis: 'wall', allDay: true, starts: 10 * DAY, ends: 11 * DAY } as const
    const annas = entry(1, 1, day)
    const bens = entry(2, 2, day)
    await store.tx((tx) => applyRowChanges(tx, [calendar(1), calendar(2, { owner: ben }), annas.change, bens.change]))

    const from = 11 * DAY - HOUR
    const ask = { workspace, members: [anna, ben], span }
    const wallSpans = new Map([
      [anna, { from, until: from + DAY }],
      [ben, { from: from + 2 * HOUR, until: from + DAY }],
    ])

    expect(await busyOf(store.read, { ...ask, wallSpans })).toEqual(
      new Map([
        [anna, [annas.busy]],
        [ben, []],
      ]),
    )
  })

  test('without calendars nobody is busy', async () => {
    const store = await open()
    const busy = await busyOf(store.read, { workspace, members: [anna], span, wallSpans: new Map() })
    expect(busy).toEqual(new Map([[anna, []]]))
  })
})
