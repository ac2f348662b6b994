import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import type { RowChange } from '../../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { absencesOf } from '../../../src/storage/queries/absences-of.ts'
import { appointmentById } from '../../../src/storage/queries/appointment-by-id.ts'
import { appointmentsByIds } from '../../../src/storage/queries/appointments-by-ids.ts'
import { appointmentsByUid } from '../../../src/storage/queries/appointments-by-uid.ts'
import { bookingLinkBySlug } from '../../../src/storage/queries/booking-link-by-slug.ts'
import { bookingLinksOf } from '../../../src/storage/queries/booking-links-of.ts'
import { eventTypeById } from '../../../src/storage/queries/event-type-by-id.ts'
import { eventTypesOf } from '../../../src/storage/queries/event-types-of.ts'
import { memberById } from '../../../src/storage/queries/member-by-id.ts'
import { scheduleById } from '../../../src/storage/queries/schedule-by-id.ts'
import { seriesOf } from '../../../src/storage/queries/series-of.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import {
  absenceRow,
  appointmentPut,
  appointmentRow,
  bookingLinkRow,
  calendarRow,
  entriesDocument,
  eventTypeRow,
  id,
  memberRow,
  scheduleRow,
  workspace,
} from '../../support/rows.ts'
import { onThreeStores } from '../../support/three-stores.ts'

const elsewhere = id(ids.WorkspaceId, 2)

onThreeStores((open) => {
  test('members are found in their own workspace', async () => {
    const store = await open()
    const row = memberRow(1)
    await store.tx((tx) => applyRowChanges(tx, [{ table: 'member', put: row }]))
    expect(await memberById(store.read, { workspace, id: row.id })).toEqual(row)
    expect(await memberById(store.read, { workspace: elsewhere, id: row.id })).toBeUndefined()
  })

  test('schedules by id and by member', async () => {
    const store = await open()
    const [mine, theirs, copied] = [scheduleRow(1), scheduleRow(2, 2), scheduleRow(1, 2)]
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        [mine, theirs, copied].map((put) => ({ table: 'schedule', put })),
      ),
    )
    expect(await schedulesOf(store.read, { workspace, member: mine.member })).toEqual([mine])
    expect(await scheduleById(store.read, { workspace, id: mine.id })).toEqual(mine)
    expect(await scheduleById(store.read, { workspace, id: mine.id, member: theirs.member })).toEqual(copied)
    expect(await scheduleById(store.read, { workspace: elsewhere, id: mine.id })).toBeUndefined()
  })

  test('absences by member and by time', async () => {
    const store = await open()
    const rows = [absenceRow(1), absenceRow(2, 2), absenceRow(3), absenceRow(1, 2), absenceRow(4, 1, true)]
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        rows.map((put) => ({ table: 'absence', put })),
      ),
    )
    const [first, theirs, last, copied] = rows
    const members = [id(ids.MemberId, 1)]
    expect(await absencesOf(store.read, { workspace })).toEqual([first, copied, theirs, last])
    expect(await absencesOf(store.read, { workspace, members })).toEqual([first, last])
    expect(await absencesOf(store.read, { workspace, members: [] })).toEqual([])
    expect(await absencesOf(store.read, { workspace: elsewhere })).toEqual([])
    const within = { start: 1_500, end: 3_000 }
    expect(await absencesOf(store.read, { workspace, within })).toEqual([theirs])
    const many = Array.from({ length: 600 }, (_, n) => id(ids.MemberId, n + 2))
    expect(await absencesOf(store.read, { workspace, members: many })).toEqual([copied, theirs])
  })

  test('event types by id and by owner', async () => {
    const store = await open()
    const [mine, theirs, copied] = [eventTypeRow(1), eventTypeRow(2, 2), eventTypeRow(1, 2)]
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        [mine, theirs, copied].map((put) => ({ table: 'eventType', put })),
      ),
    )
    expect(await eventTypesOf(store.read, { workspace, owner: theirs.owner })).toEqual([copied, theirs])
    expect(await eventTypeById(store.read, { workspace, id: mine.id })).toEqual(mine)
    expect(await eventTypeById(store.read, { workspace, id: mine.id, owner: theirs.owner })).toEqual(copied)
  })

  test('booking links by slug and by type; of two with one slug the older', async () => {
    const store = await open()
    const [first, second, third] = [
      bookingLinkRow(1),
      bookingLinkRow(2, { slug: 'link-1', owner: 2 }),
      bookingLinkRow(3, { type: 2 }),
    ]
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        [third, second, first].map((put) => ({ table: 'bookingLink', put })),
      ),
    )
    expect(await bookingLinkBySlug(store.read, 'link-1')).toEqual(first)
    expect(await bookingLinkBySlug(store.read, 'LINK-1')).toBeUndefined()
    expect(await bookingLinksOf(store.read, { workspace, eventType: first.eventType })).toEqual([first, second])
    expect(await bookingLinksOf(store.read, { workspace })).toEqual([first, second, third])
  })

  test('of two appointments with one id the one that stands comes first, then the first document', async () => {
    const store = await open()
    const at = (calendar: number, deleted: boolean) =>
      appointmentRow(1, { document: entriesDocument(calendar), deleted })
    const ask = () => appointmentById(store.read, { workspace, id: id(ids.AppointmentId, 1) })

    await store.tx((tx) => applyRowChanges(tx, [appointmentPut(at(3, false)), appointmentPut(at(1, true))]))
    expect(await ask()).toEqual(at(3, false))
    await store.tx((tx) => applyRowChanges(tx, [appointmentPut(at(2, false))]))
    expect(await ask()).toEqual(at(2, false))
  })

  test('appointments by uid, in one calendar', async () => {
    const store = await open()
    const bookingId = id(ids.BookingId, 1)
    const [first, second] = [appointmentRow(1, { bookingId }), appointmentRow(2, { uid: 'uid-1' })]
    const other = appointmentRow(3, { uid: 'uid-1', calendar: id(ids.CalendarId, 2) })
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        [second, other, first, appointmentRow(4)].map((put) => appointmentPut(put)),
      ),
    )

    const uids = ['uid-1', ...Array.from({ length: 1_500 }, (_, n) => `none-${n}`), 'uid-1']
    const ask = { workspace, calendar: first.calendar, uids }
    expect(await appointmentsByUid(store.read, ask)).toEqual([first, second])
    expect(await appointmentsByUid(store.read, { ...ask, uids: [] })).toEqual([])
  })

  test('T2 the series that stand, of some calendars or of all', async () => {
    const store = await open()
    const series = (n: number, calendar: number, deleted = false) =>
      appointmentRow(n, {
        calendar: id(ids.CalendarId, calendar),
        document: entriesDocument(calendar, 'series'),
        deleted,
      })
    const rows = [series(1, 1), series(2, 2), series(3, 1, true), appointmentRow(4)]
    const calendars = [1, 2].map((n): RowChange => ({ table: 'calendar', put: calendarRow(n) }))
    await store.tx((tx) => applyRowChanges(tx, [...calendars, ...rows.map((put) => appointmentPut(put))]))
    expect(await seriesOf(store.read, { workspace })).toEqual(rows.slice(0, 2))
    expect(await seriesOf(store.read, { workspace, calendars: [id(ids.CalendarId, 2)] })).toEqual(rows.slice(1, 2))
    expect(await seriesOf(store.read, { workspace, calendars: [] })).toEqual([])
  })

  test('appointments behind occurrences, from every document they stand in', async () => {
    const store = await open()
    const rows = [appointmentRow(1), appointmentRow(1, { document: entriesDocument(2) }), appointmentRow(2)]
    await store.tx((tx) =>
      applyRowChanges(
        tx,
        rows.map((put) => appointmentPut(put)),
      ),
    )
    const one = id(ids.AppointmentId, 1)
    const found = await appointmentsByIds(store.read, { workspace, ids: [one, one] })
    expect(found.toSorted((a, b) => (a.document < b.document ? -1 : 1))).toEqual(rows.slice(0, 2))
    expect(await appointmentsByIds(store.read, { workspace: elsewhere, ids: [one] })).toEqual([])
  })
})
