import { parseDocumentName, type DocumentName } from '../core/document/document-name.ts'
import type { CalendarId, WorkspaceId } from '../core/model/ids.ts'
import type { RowChange } from '../core/projections/rows.ts'
import { type BusyPart, createSinglesPart, type SinglesPart } from './busy-book-part.ts'
import { seriesIn, takenTimesIn } from './busy-book-rows.ts'
import { createSeriesPart, type SeriesPart } from './busy-book-series.ts'
import type { StampedDocument } from './busy-book-stamps.ts'
import { takerOf } from './busy-book-taken.ts'
import type { ReadHandle } from './handle.ts'

type Kept = { stamp: string } & (
  | { readonly kind: 'singles'; readonly part: SinglesPart }
  | { readonly kind: 'series'; readonly part: SeriesPart }
)
type KeptCalendar = { readonly documents: ReadonlyMap<DocumentName, Kept>; readonly size: number }

type AppointmentChange = Extract<RowChange, { table: 'appointment' }>

/** What a commit made of the rows of one document, and the document's stamps before and after it. */
export type DocumentChange = {
  readonly document: DocumentName
  readonly from: string
  readonly to: string
  readonly changes: readonly AppointmentChange[]
}

type Asked = {
  readonly workspace: WorkspaceId
  readonly stamped: readonly StampedDocument[]
  readonly keep: boolean
}

export type KeptParts = {
  /** What takes time in calendars, as of the stamps asked for or newer. */
  partsAt(db: ReadHandle, asked: Asked): Promise<Map<CalendarId, BusyPart[]>>
  /** What was committed to a document, where it is kept as it stood right before. Else it is read again when asked for. */
  changed(change: DocumentChange): void
}

/** `most`: entries of all calendars together; above it those that were asked for longest ago go. */
export function createKeptParts(most: number): KeptParts {
  // In the order in which they were asked for.
  const calendars = new Map<string, KeptCalendar>()
  let total = 0

  const drop = (key: string): void => {
    total -= calendars.get(key)?.size ?? 0
    calendars.delete(key)
  }
  const keepCalendar = (key: string, documents: KeptCalendar['documents']): void => {
    drop(key)
    // An empty part takes something too.
    const size = [...documents.values()].reduce((sum, { part }) => sum + part.size() + 1, 1)
    calendars.set(key, { documents, size })
    total += size
  }
  const keyOf = (workspace: WorkspaceId, calendar: CalendarId): string => `${workspace} ${calendar}`
  const keptOf = (workspace: WorkspaceId, { calendar, document }: Omit<StampedDocument, 'stamp'>): Kept | undefined =>
    calendars.get(keyOf(workspace, calendar))?.documents.get(document)

  return {
    async partsAt(db, { workspace, stamped, keep }) {
      const now = await current(
        db,
        stamped,
        stamped.map((one) => keptOf(workspace, one)),
      )
      const parts = new Map<CalendarId, BusyPart[]>()
      for (const [calendar, own] of Map.groupBy(now, ({ one }) => one.calendar)) {
        parts.set(
          calendar,
          own.map(({ kept }) => kept.part),
        )
        if (keep) keepCalendar(keyOf(workspace, calendar), new Map(own.map(({ one, kept }) => [one.document, kept])))
      }
      for (const key of calendars.keys()) if (total > most) drop(key)
      return parts
    },
    changed({ document, from, to, changes }) {
      const ref = parseDocumentName(document)
      const kept = ref?.kind === 'entries' ? keptOf(ref.workspace, { calendar: ref.calendar, document }) : undefined
      if (kept?.kind !== 'singles' || kept.stamp !== from) return
      for (const change of changes) applyTo(kept.part, change)
      kept.stamp = to
    },
  }
}

function applyTo(part: SinglesPart, change: AppointmentChange): void {
  const id = 'put' in change ? change.put.id : change.remove
  const [time] = 'put' in change ? change.occurrences.filter(({ blocks }) => blocks) : []
  if (!time || !('put' in change)) return part.remove(id)
  const { basis, starts, ends, allDay } = time
  part.put({ key: id, basis, starts, ends, allDay, ...takerOf(change.put.data) })
}

type Current = { readonly one: StampedDocument; readonly kept: Kept }

/** What is known where the stamp is the same; the rest is read. */
async function current(
  db: ReadHandle,
  stamped: readonly StampedDocument[],
  known: readonly (Kept | undefined)[],
): Promise<Current[]> {
  // Decided now: while we read, what is known may become newer, and be no less true.
  const isStale = stamped.map(({ stamp }, index) => known[index]?.stamp !== stamp)
  const stale = stamped.flatMap(({ document }, index) => (isStale[index] === true ? [document] : []))
  const taken = await takenTimesIn(
    db,
    stale.filter((document) => !isSeries(document)),
  )
  const rows = await seriesIn(db, stale.filter(isSeries))
  return stamped.map((one, index) => {
    const { document, stamp } = one
    const before = known[index]
    if (before && isStale[index] === false) return { one, kept: before }
    if (!isSeries(document)) {
      return { one, kept: { kind: 'singles', stamp, part: createSinglesPart(taken.get(document) ?? []) } }
    }
    const part = createSeriesPart(rows.get(document) ?? [], before?.kind === 'series' ? before.part : undefined)
    return { one, kept: { kind: 'series', stamp, part } }
  })
}

function isSeries(document: DocumentName): boolean {
  return document.endsWith('/series')
}
