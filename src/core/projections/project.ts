import { parseDocumentName, type DocumentName } from '../document/document-name.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { Span } from '../time/recurrence.ts'
import { appointmentChanges } from './appointment-changes.ts'
import { busyChanges } from './busy-changes.ts'
import { calendarChanges } from './calendar-changes.ts'
import { definitionChanges } from './definition-changes.ts'
import { directoryChanges } from './directory-changes.ts'
import type { RowChange } from './rows.ts'
import type { Touched } from './touched-ids.ts'
import { verdictChanges } from './verdict-changes.ts'

/**
 * What changes in the rows when `touched` of a document changed, or all rows of a document ('all', Y3). It depends on
 * the document's content alone, not on the order in which that came (Y2). What a peer wrote and does not parse has no row.
 * Never project a document that `hasPending`.
 */
export function project(name: DocumentName, doc: SharedDocument, touched: Touched, horizon: Span): RowChange[] {
  const ref = parseDocumentName(name)
  if (ref === undefined) return []
  switch (ref.kind) {
    case 'directory':
      return directoryChanges(ref, doc, touched)
    case 'member':
    case 'team':
      return definitionChanges({ ref, name }, doc, touched)
    case 'calendar':
      return calendarChanges(ref, doc, touched)
    case 'entries':
      return appointmentChanges({ ref, name }, doc, touched, horizon)
    case 'busy':
      return busyChanges({ ref, name }, doc, touched)
    case 'verdicts':
      return verdictChanges({ ref, name }, doc, touched)
    case 'private':
    case 'contacts':
    case 'orders':
      return []
  }
}
