import { calendarGrantsLayout, type CalendarGrants } from '../document/calendar-grants-layout.ts'
import type { DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import { memberLayout } from '../document/member-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import { workspaceLayout } from '../document/workspace-layout.ts'
import type { WorkspaceId } from '../model/ids.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type DirectoryRef = Extract<DocumentRef, { kind: 'directory' }>

/** Rows of the workspace, its members and who may do what with its calendars. The server alone writes these. */
export function directoryChanges({ workspace }: DirectoryRef, doc: SharedDocument, touched: Touched): RowChange[] {
  const itself = touchedIds(doc, 'workspace', touched)
    .filter((id) => id === workspace)
    .flatMap((id) => readEntity(doc, workspaceLayout, id) ?? [])
  const members = touchedIds(doc, 'members', touched).flatMap((id) => readEntity(doc, memberLayout, id) ?? [])
  const grants = touchedIds(doc, 'calendars', touched).flatMap((id) => readEntity(doc, calendarGrantsLayout, id) ?? [])
  return [
    ...itself.map((put): RowChange => ({ table: 'workspace', put })),
    ...members.map((member): RowChange => ({ table: 'member', put: { ...member, workspace } })),
    ...grants.flatMap((one) => grantChanges(workspace, one)),
  ]
}

function grantChanges(workspace: WorkspaceId, { id: calendar, owner, shares }: CalendarGrants): RowChange[] {
  const all = shares.map((share) => ({ workspace, calendar, ...share }))
  const shared: RowChange = { table: 'calendarShare', workspace, calendar, all }
  return owner === undefined ? [shared] : [{ table: 'calendarOwner', put: { workspace, calendar, owner } }, shared]
}
