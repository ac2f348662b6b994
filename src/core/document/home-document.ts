import type { AppointmentTime, Series } from '../model/appointment.ts'
import type { CalendarId, WorkspaceId } from '../model/ids.ts'
import { homePart, monthPart } from './calendar-part.ts'
import { documentName, type DocumentName } from './document-name.ts'
import { entitiesOf, type SharedDocument } from './shared-document.ts'

/** A quarter that holds so many takes no new ones: they go to the document of their month (model.md). */
export const FULL_QUARTER = 5_000

/** What decides where a new appointment makes its home. */
export type NewHome = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly time?: AppointmentTime | undefined
  readonly series?: Series | undefined
}

/** The documents in which it may make its home, for life: the series, or its quarter and, should that be full, its month. */
export function homesOf({ workspace, calendar, ...first }: NewHome): readonly [DocumentName, ...DocumentName[]] {
  const named = (part: string) => documentName({ kind: 'entries', workspace, calendar, part })
  return first.time === undefined ? [named(homePart(first))] : [named(homePart(first)), named(monthPart(first.time))]
}

/** Which of them it is. Devices that know of a different number of entries may choose differently: both are read. */
export function homeIn(homes: readonly [DocumentName, ...DocumentName[]], get: (name: DocumentName) => SharedDocument) {
  const [first, month = first] = homes
  return entitiesOf(get(first), 'appointments').size < FULL_QUARTER ? first : month
}
