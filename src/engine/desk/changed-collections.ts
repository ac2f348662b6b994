import type { Changed } from '../../core/contract/desk.ts'
import { parseDocumentName, type DocumentName } from '../../core/document/document-name.ts'
import type { RowChange } from '../../core/projections/rows.ts'

/** The collections a window has to ask for anew, in a fixed order, each once. */
export function changedCollections(changes: readonly RowChange[]): Changed {
  return [...new Set(changes.map(({ table }) => table))].flatMap(collectionsOf).filter(isFirst)
}

/** What may have stood in a document that is gone, or is projected anew. */
export function collectionsOfDocument(document: DocumentName): Changed {
  const ref = parseDocumentName(document)
  switch (ref?.kind) {
    case 'directory':
      return ['session', 'members', 'calendars', 'appointments']
    case 'member':
    case 'team':
      return ['schedules', 'absences', 'eventTypes']
    case 'calendar':
      return ['calendars', 'appointments']
    case 'entries':
    case 'busy':
    case 'verdicts':
      return ['appointments']
    case 'private':
    case 'contacts':
    case 'orders':
    case undefined:
      return []
  }
}

/** Two pieces of news in one. */
export function mergeChanged(waiting: Changed, next: Changed): Changed {
  return [...waiting, ...next].filter(isFirst)
}

function isFirst<T>(item: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(item) === index
}

function collectionsOf(table: RowChange['table']): Changed {
  switch (table) {
    case 'workspace':
      return ['session']
    case 'member':
      return ['members', 'session']
    case 'team':
      // Who is in it decides what its shares show.
      return ['members', 'calendars', 'appointments']
    case 'calendar':
    case 'calendarOwner':
    case 'calendarShare':
    case 'teamShare':
      // What may be changed in a calendar is shown on its appointments.
      return ['calendars', 'appointments']
    case 'schedule':
      return ['schedules']
    case 'absence':
      return ['absences']
    case 'eventType':
    case 'bookingLink':
      return ['eventTypes']
    case 'appointment':
    case 'busy':
    case 'verdict':
      return ['appointments']
  }
}
