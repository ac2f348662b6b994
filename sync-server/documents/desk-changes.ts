import { and, eq } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { BookingId } from '../../src/core/model/ids.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import type { TransactionScope } from './server-transaction.ts'
import type { Unit } from './unit-of-work.ts'
import type { Writer } from './writer-command.ts'

/** What a desk has made of an entry that says it is a booking's, or has said so until now. */
export type DeskChange = {
  readonly writer: Writer
  readonly document: DocumentName
  readonly before: Appointment | undefined
  readonly after: Appointment
}

/** Whose entry it says that it is, or said before. */
export function bookingOf({ before, after }: Pick<DeskChange, 'before' | 'after'>): BookingId | undefined {
  return after.bookingId ?? before?.bookingId
}

export type SettleBookings = {
  /**
   * Nobody else takes a step of these bookings, nor time of their hosts, until the transaction ends. `wait`: before any document
   * is locked, as everybody does (bookings, hosts, documents). `try`: fails with a conflict where somebody is at it.
   */
  readonly lock: (tx: PostgresHandle, changes: readonly DeskChange[], how: 'wait' | 'try') => Promise<void>
  readonly settle: (scope: TransactionScope, change: DeskChange) => Promise<void>
}

/** Those among the rows of one command, which are not stored yet. */
export async function deskChanges(
  unit: Unit,
  writer: Writer,
  [from, until]: readonly [from: number, until: number],
): Promise<DeskChange[]> {
  const changes: DeskChange[] = []
  for (const row of unit.rows.slice(from, until).flatMap(entryOf)) {
    const { document, data: after } = row
    // A file may bring whatever it says.
    const mayHaveBeen = after.source === 'desk' && after.eventType !== undefined
    if ((after.bookingId === undefined && !mayHaveBeen) || after.source === 'import') continue
    const change = { writer, document, before: await standingBefore(unit, row, from), after }
    if (bookingOf(change) !== undefined) changes.push(change)
  }
  return changes
}

function entryOf(change: RowChange) {
  return change.table === 'appointment' && 'put' in change ? [change.put] : []
}

async function standingBefore(
  unit: Unit,
  { document, id }: { readonly document: DocumentName; readonly id: Appointment['id'] },
  from: number,
): Promise<Appointment | undefined> {
  const gathered = unit.rows.slice(0, from).flatMap(entryOf)
  const earlier = gathered.findLast((one) => one.document === document && one.id === id)
  if (earlier) return earlier.data
  const { appointment } = unit.tx.tables
  const [stored] = await unit.tx
    .select({ data: appointment.data })
    .from(appointment)
    .where(and(eq(appointment.document, document), eq(appointment.id, id)))
  return stored?.data
}
