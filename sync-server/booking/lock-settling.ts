import { and, asc, eq, inArray, or } from 'drizzle-orm'
import { parseDocumentName } from '../../src/core/document/document-name.ts'
import type { BookingId } from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { booking } from '../database/schema.ts'
import { bookingOf, type DeskChange, type SettleBookings } from '../documents/desk-changes.ts'
import { type Host, lockAllHosts, tryAllHosts } from './lock-hosts.ts'

/** Everything that settling these changes locks beside documents: the bookings, then their hosts, each in order. */
export const lockSettling: SettleBookings['lock'] = async (tx, changes, how) => {
  const rows = await lockedBookings(tx, changes, how)
  const known = new Set<BookingId>(rows.map(({ id }) => id))
  const fresh = changes.filter((change) => {
    const own = bookingOf(change)
    return own === undefined || !known.has(own)
  })
  const hosts = [
    ...rows.flatMap(({ workspace, host, hosts: all }) => (all ?? [host]).map((one) => ({ workspace, host: one }))),
    ...(await ownersOf(tx, fresh)),
  ]
  if (how === 'wait') await lockAllHosts(tx, hosts)
  else if (!(await tryAllHosts(tx, hosts))) throw new StorageError('conflict', { code: '55P03' })
}

async function lockedBookings(tx: PostgresHandle, changes: readonly DeskChange[], how: 'wait' | 'try') {
  const { id, workspace, host, hosts } = booking
  const named = changes.flatMap((change) => {
    const own = bookingOf(change)
    return own === undefined ? [] : [and(eq(workspace, change.writer.workspace), eq(id, own))]
  })
  return tx
    .select({ id, workspace, host, hosts })
    .from(booking)
    .where(or(...named))
    .orderBy(asc(workspace), asc(id))
    .for('update', how === 'try' ? { noWait: true } : {})
}

/** Of calendars: a booking that was made on a desk has no row yet. */
async function ownersOf(tx: PostgresHandle, changes: readonly DeskChange[]): Promise<Host[]> {
  const { calendarOwner } = tx.tables
  const places = changes.flatMap(({ document }) => parseDocumentName(document) ?? [])
  const found: Host[] = []
  for (const [workspace, own] of Map.groupBy(places, (place) => place.workspace)) {
    const calendars = own.flatMap((place) => (place.kind === 'entries' ? [place.calendar] : []))
    if (calendars.length === 0) continue
    const rows = await tx
      .select({ host: calendarOwner.owner })
      .from(calendarOwner)
      .where(and(eq(calendarOwner.workspace, workspace), inArray(calendarOwner.calendar, calendars)))
    found.push(...rows.map(({ host }) => ({ workspace, host })))
  }
  return found
}
