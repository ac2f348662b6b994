import { parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import type { CalendarId } from '../../core/model/ids.ts'
import type { StampedDocument, StampsOf } from '../../storage/busy-book-stamps.ts'
import { documentStates } from '../../storage/desk/document-state.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'

/** How often the rows of each document have changed since this process began: where it is the same, they are the same. */
export type RowStamps = {
  readonly stampsOf: StampsOf<DeskReadHandle>
  /** The rows of a document have changed: after the commit, never before. */
  step(document: DocumentName): { readonly from: string; readonly to: string }
}

type Holding = { readonly calendar: CalendarId; readonly document: DocumentName }

export function createRowStamps(): RowStamps {
  const counts = new Map<DocumentName, number>()
  let held: ReadonlyMap<CalendarId, readonly Holding[]> | undefined
  const stampOf = (document: DocumentName): string => String(counts.get(document) ?? 0)
  const stamped = ({ calendar, document }: Holding): StampedDocument => {
    return { calendar, document, stamp: stampOf(document) }
  }
  return {
    stampsOf: async (db, { calendars }) => {
      held ??= Map.groupBy(documentStates(db).flatMap(holding), ({ calendar }) => calendar)
      const known = held
      return calendars.flatMap((calendar) => (known.get(calendar) ?? []).map(stamped))
    },
    step: (document) => {
      const from = stampOf(document)
      counts.set(document, Number(from) + 1)
      // It may be a new one, or one that was wiped.
      held = undefined
      return { from, to: stampOf(document) }
    },
  }
}

function holding({ name }: { readonly name: DocumentName }): Holding[] {
  const ref = parseDocumentName(name)
  if (ref?.kind !== 'entries' && ref?.kind !== 'busy') return []
  return [{ calendar: ref.calendar, document: name }]
}
