import { calendarLayout } from '../document/calendar-layout.ts'
import type { DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type CalendarRef = Extract<DocumentRef, { kind: 'calendar' | 'verdicts' }>

/** The row of the one calendar that a calendar's document is about; anything else in there counts for nothing. */
export function calendarChanges(
  { workspace, calendar: id }: CalendarRef,
  doc: SharedDocument,
  touched: Touched,
): RowChange[] {
  if (!touchedIds(doc, 'calendar', touched).includes(id)) return []
  const calendar = readEntity(doc, calendarLayout, id)
  if (calendar === undefined) return [{ table: 'calendar', remove: id, workspace }]
  return [{ table: 'calendar', put: { ...calendar, workspace } }]
}
