import type { DocumentName } from '../core/document/document-name.ts'
import type { CalendarId, WorkspaceId } from '../core/model/ids.ts'

/** A document in which a calendar keeps what takes time. Where the stamp is the same, its rows are. */
export type StampedDocument = {
  readonly calendar: CalendarId
  readonly document: DocumentName
  readonly stamp: string
}

export type CalendarsAsked = { readonly workspace: WorkspaceId; readonly calendars: readonly CalendarId[] }

/** The documents of these calendars as `db` sees them now: entries, and shared busy times where there are no entries. */
export type StampsOf<Db> = (db: Db, asked: CalendarsAsked) => Promise<StampedDocument[]>
