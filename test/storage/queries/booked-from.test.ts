import { expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { bookedFrom } from '../../../src/storage/queries/booked-from.ts'
import { appointmentPut, appointmentRow, id, occurrenceRow, workspace } from '../../support/rows.ts'
import { onThreeStores } from '../../support/three-stores.ts'

onThreeStores((open) => {
  test('what is booked and to come, by start; nothing that is over, cancelled, removed, plain, or of other calendars', async () => {
    const store = await open()
    const bookingId = id(ids.BookingId, 1)
    const rows = {
      later: appointmentRow(1, { bookingId }),
      sooner: appointmentRow(2, { bookingId, status: 'pending' }),
      over: appointmentRow(3, { bookingId }),
      cancelled: appointmentRow(4, { bookingId, status: 'cancelled' }),
      removed: appointmentRow(5, { bookingId, deleted: true }),
      plain: appointmentRow(6),
      elsewhere: appointmentRow(7, { bookingId, calendar: id(ids.CalendarId, 2) }),
    }
    const starts = { later: 20, sooner: 10, over: 9, cancelled: 11, removed: 12, plain: 13, elsewhere: 14 }
    const puts = Object.entries(rows).map(([name, row]) => {
      const at = Object.entries(starts).find(([key]) => key === name)?.[1] ?? 0
      return appointmentPut(row, occurrenceRow(row, { starts: at, ends: at + 1 }))
    })
    await store.tx((tx) => applyRowChanges(tx, puts))
    const asked = { workspace, from: instant(10) }
    expect(await bookedFrom(store.read, { ...asked, calendars: [id(ids.CalendarId, 1)] })).toEqual([
      rows.sooner,
      rows.later,
    ])
    expect(await bookedFrom(store.read, { ...asked, calendars: [] })).toEqual([])
  })
})
