import { and, eq, inArray, sql } from 'drizzle-orm'
import type { DocumentName } from '../core/document/document-name.ts'
import { BookingId, EventTypeId } from '../core/model/ids.ts'
import type { AppointmentRow } from '../core/projections/rows.ts'
import { type TakenTime, type TakerFacts, takerOf } from './busy-book-taken.ts'
import type { ReadHandle } from './handle.ts'
import { appointmentRow } from './queries/appointment-row.ts'

/** Documents that one statement reads: of a busy practice some ten thousand rows. */
const AT_ONCE = 40

/** What takes time in these documents, series apart: single appointments, wherever they lie, and shared busy times. */
export async function takenTimesIn(
  db: ReadHandle,
  documents: readonly DocumentName[],
): Promise<Map<DocumentName, TakenTime[]>> {
  const found = new Map<DocumentName, TakenTime[]>(documents.map((name) => [name, []]))
  for (let from = 0; from < documents.length; from += AT_ONCE) {
    const rows = await blockingRows(db, documents.slice(from, from + AT_ONCE))
    for (const row of rows) found.get(row.document)?.push(takenTime(row))
  }
  return found
}

/** The definitions of all series in these documents (T2: their rows end at a horizon). */
export async function seriesIn(
  db: ReadHandle,
  documents: readonly DocumentName[],
): Promise<Map<DocumentName, AppointmentRow[]>> {
  const found = new Map<DocumentName, AppointmentRow[]>(documents.map((name) => [name, []]))
  const { appointment } = db.tables
  for (let from = 0; from < documents.length; from += AT_ONCE) {
    const rows = await db
      .select()
      .from(appointment)
      .where(and(inArray(appointment.document, documents.slice(from, from + AT_ONCE)), eq(appointment.deleted, false)))
    for (const row of rows) found.get(row.document)?.push(appointmentRow(row))
  }
  return found
}

type Fact = string | number | null

function blockingRows(db: ReadHandle, documents: DocumentName[]) {
  const { appointment: a, occurrence: o } = db.tables
  return db
    .select({
      document: o.document,
      key: o.appointment,
      basis: o.basis,
      starts: o.starts,
      ends: o.ends,
      allDay: o.allDay,
      known: a.id,
      bookingId: a.bookingId,
      // Not the whole of it: a person's history would be parsed for a few words of each appointment.
      availability: sql<Fact>`${a.data} ->> 'availability'`,
      eventType: sql<Fact>`${a.data} ->> 'eventType'`,
      before: sql<Fact>`${a.data} -> 'buffers' ->> 'before'`,
      after: sql<Fact>`${a.data} -> 'buffers' ->> 'after'`,
      between: sql<Fact>`${a.data} -> 'buffers' ->> 'between'`,
    })
    .from(o)
    .leftJoin(a, and(eq(a.document, o.document), eq(a.id, o.appointment)))
    .where(and(inArray(o.document, documents), eq(o.blocks, true)))
}

type BlockingRow = Awaited<ReturnType<typeof blockingRows>>[number]

function takenTime(row: BlockingRow): TakenTime {
  const { key, basis, starts, ends, allDay } = row
  return { key, basis, starts, ends, allDay, ...(row.known === null ? { tentative: false } : takerOf(factsOf(row))) }
}

function factsOf({ key: id, availability, bookingId, eventType, ...buffers }: BlockingRow): TakerFacts {
  const facts = { id, availability: availability === 'tentative' ? availability : 'busy' } as const
  // Ids are checked for those few that are bookings.
  const booking = bookingId === null ? undefined : BookingId.safeParse(bookingId).data
  if (booking === undefined) return facts
  const { before, after, between } = buffers
  return {
    ...facts,
    bookingId: booking,
    ...(eventType !== null && { eventType: EventTypeId.safeParse(eventType).data }),
    buffers: {
      before: Number(before),
      after: Number(after),
      ...(between !== null && { between: Number(between) }),
    },
  }
}
