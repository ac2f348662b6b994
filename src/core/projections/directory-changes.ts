import { calendarGrantsLayout, type CalendarGrants } from '../document/calendar-grants-layout.ts'
import type { DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import { memberLayout } from '../document/member-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import { teamLayout } from '../document/team-layout.ts'
import { workspaceLayout } from '../document/workspace-layout.ts'
import { TeamId, type WorkspaceId } from '../model/ids.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type DirectoryRef = Extract<DocumentRef, { kind: 'directory' }>

/** Rows of the workspace, its members and teams, and who may do what with its calendars. The server alone writes these. */
export function directoryChanges({ workspace }: DirectoryRef, doc: SharedDocument, touched: Touched): RowChange[] {
  const itself = touchedIds(doc, 'workspace', touched)
    .filter((id) => id === workspace)
    .flatMap((id) => readEntity(doc, workspaceLayout, id) ?? [])
  const members = touchedIds(doc, 'members', touched).flatMap((id) => readEntity(doc, memberLayout, id) ?? [])
  const grants = touchedIds(doc, 'calendars', touched).flatMap((id) => readEntity(doc, calendarGrantsLayout, id) ?? [])
  return [
    ...itself.map((put): RowChange => ({ table: 'workspace', put })),
    ...members.map((member): RowChange => ({ table: 'member', put: { ...member, workspace } })),
    ...teamChanges(workspace, doc, touched),
    ...grants.flatMap((one) => grantChanges(workspace, one)),
  ]
}

function teamChanges(workspace: WorkspaceId, doc: SharedDocument, touched: Touched): RowChange[] {
  return touchedIds(doc, 'teams', touched).flatMap((key): RowChange[] => {
    const team = readEntity(doc, teamLayout, key)
    if (team !== undefined) return [{ table: 'team', put: { ...team, workspace } }]
    const id = TeamId.safeParse(key)
    return id.success ? [{ table: 'team', remove: id.data, workspace }] : []
  })
}

function grantChanges(workspace: WorkspaceId, grants: CalendarGrants): RowChange[] {
  const { id: calendar, owner, shares, teamShares } = grants
  const place = { workspace, calendar }
  return [
    ...(owner === undefined ? [] : [{ table: 'calendarOwner', put: { ...place, owner } } as const]),
    {
      table: 'calendarShare',
      ...place,
      all: shares.map(({ member, permission }) => ({ workspace, calendar, member, permission })),
    },
    {
      table: 'teamShare',
      ...place,
      all: teamShares.map(({ team, permission }) => ({ workspace, calendar, team, permission })),
    },
  ]
}
