import { absenceLayout } from '../document/absence-layout.ts'
import { bookingLinkLayout } from '../document/booking-link-layout.ts'
import { busyLayout } from '../document/busy-layout.ts'
import { calendarGrantsLayout } from '../document/calendar-grants-layout.ts'
import { calendarLayout } from '../document/calendar-layout.ts'
import { parseDocumentName, type DocumentName } from '../document/document-name.ts'
import { readEntities } from '../document/entity-layout.ts'
import { eventTypeLayout } from '../document/event-type-layout.ts'
import { memberLayout } from '../document/member-layout.ts'
import { readAppointments } from '../document/read-appointments.ts'
import { scheduleLayout } from '../document/schedule-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import { verdictLayout } from '../document/verdict-layout.ts'
import { workspaceLayout } from '../document/workspace-layout.ts'

/** What of a document has no row because it does not parse: ids, and `id/key` for a single item of an entity that has one. */
export function unreadable(name: DocumentName, doc: SharedDocument): string[] {
  const ref = parseDocumentName(name)
  if (ref === undefined) return []
  switch (ref.kind) {
    case 'directory': {
      const layouts = [readEntities(doc, workspaceLayout), readEntities(doc, memberLayout)]
      return [...layouts, readEntities(doc, calendarGrantsLayout)].flatMap(({ invalid }) => invalid)
    }
    case 'member':
    case 'team': {
      const own =
        ref.kind === 'member'
          ? [readEntities(doc, scheduleLayout(ref.member)), readEntities(doc, absenceLayout(ref.member))]
          : []
      const definitions = [readEntities(doc, eventTypeLayout), readEntities(doc, bookingLinkLayout)]
      return [...own, ...definitions].flatMap(({ invalid }) => invalid)
    }
    case 'calendar':
      return readEntities(doc, calendarLayout).invalid
    case 'entries':
      return readAppointments(doc, ref.calendar).invalid
    case 'busy':
      return readEntities(doc, busyLayout).invalid
    case 'verdicts':
      return readEntities(doc, verdictLayout).invalid
    case 'private':
    case 'contacts':
    case 'orders':
      return []
  }
}
