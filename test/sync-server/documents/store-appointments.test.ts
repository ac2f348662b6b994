import { asc } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { AppointmentId } from '../../../src/core/model/ids.ts'
import type { RowChange } from '../../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { storeAppointments } from '../../../sync-server/documents/store-appointments.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment, appointmentPut, appointmentRow, entriesDocument, id, occurrenceRow } from '../../support/rows.ts'

const row = (n: number, title = `Appointment ${n}`) => {
  const data = appointment(n, { title, bookingId: n === 3 ? '00000000-0000-7000-8000-000000000009' : undefined })
  return appointmentRow(n, { data, bookingId: data.bookingId })
}
const at = (hour: number) => ({ starts: hour * 3_600_000, ends: (hour + 1) * 3_600_000 })

/** One batch after the other: births, a move, a series that loses a day, a removal, strange texts, one of another document. */
const BATCHES: readonly (readonly RowChange[])[] = [
  [
    appointmentPut(row(1), occurrenceRow(row(1), at(1))),
    appointmentPut(
      row(2),
      occurrenceRow(row(2), at(2), { original: '2026-11-20T09:00:00' }),
      occurrenceRow(row(2), at(26), { original: '2026-11-21T09:00:00' }),
    ),
    appointmentPut(row(3), occurrenceRow(row(3), at(3))),
  ],
  [
    appointmentPut(row(1, 'moved'), occurrenceRow(row(1), at(5))),
    appointmentPut(row(1, 'moved "again" \\ \u0000 \ud800'), occurrenceRow(row(1), at(6), { title: '\u0000' })),
    appointmentPut(row(2), occurrenceRow(row(2), at(26), { original: '2026-11-21T09:00:00' })),
    { table: 'appointment', remove: id(AppointmentId, 3), document: entriesDocument(1) },
    appointmentPut(
      { ...row(1), document: entriesDocument(2) },
      occurrenceRow({ ...row(1), document: entriesDocument(2) }, at(7)),
    ),
  ],
  [
    appointmentPut({ ...row(2), deleted: true }),
    { table: 'appointment', remove: id(AppointmentId, 8), document: entriesDocument(1) },
  ],
  [],
]

async function rowsAfter(
  store: PostgresStore,
  apply: (tx: Parameters<Parameters<PostgresStore['tx']>[0]>[0], changes: readonly RowChange[]) => Promise<void>,
) {
  for (const batch of BATCHES) await store.tx((tx) => apply(tx, batch))
  const { appointment: a, occurrence: o } = store.read.tables
  return {
    appointments: await store.read.select().from(a).orderBy(asc(a.document), asc(a.id)),
    occurrences: await store.read.select().from(o).orderBy(asc(o.document), asc(o.appointment), asc(o.original)),
  }
}

test('Y3 rows of appointments stored at once are those that are stored one table after the other', async () => {
  await using plain = await freshPglite()
  await using atOnce = await freshPglite()
  const expected = await rowsAfter(plain, applyRowChanges)
  expect(expected.appointments).toHaveLength(3)
  expect(expected.occurrences).toHaveLength(2)
  expect(await rowsAfter(atOnce, storeAppointments)).toEqual(expected)
})
