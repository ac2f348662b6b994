import { and, eq } from 'drizzle-orm'
import {
  withShare,
  withTeamShare,
  type DirectoryChange,
  type ShareChange,
  type TeamShareChange,
} from '../../src/core/document/directory-change.ts'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import type { Share, TeamShare } from '../../src/core/model/calendar.ts'
import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

export function directoryOf(workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'directory', workspace })
}

/** What a directory is told, as rows. Of shares a table change names all of a calendar, so the standing ones are read. */
export async function directoryRows(
  tx: PostgresHandle,
  workspace: WorkspaceId,
  change: DirectoryChange,
): Promise<RowChange[]> {
  return [
    ...(change.workspace ? [{ table: 'workspace', put: change.workspace } as const] : []),
    ...(change.members ?? []).map((member) => ({ table: 'member', put: { ...member, workspace } }) as const),
    ...(change.teams ?? []).map((team) => ({ table: 'team', put: { ...team, workspace } }) as const),
    ...(change.removedTeams ?? []).map((remove) => ({ table: 'team', remove, workspace }) as const),
    ...(change.owners ?? []).map((owner) => ({ table: 'calendarOwner', put: { ...owner, workspace } }) as const),
    ...(await shareRows(tx, workspace, change.shares ?? [])),
    ...(await teamShareRows(tx, workspace, change.teamShares ?? [])),
  ]
}

async function shareRows(
  tx: PostgresHandle,
  workspace: WorkspaceId,
  changes: readonly ShareChange[],
): Promise<RowChange[]> {
  const { calendarShare } = tx.tables
  const rows: RowChange[] = []
  for (const [calendar, changed] of Map.groupBy(changes, (change) => change.calendar)) {
    const standing: readonly Share[] = await tx
      .select({ member: calendarShare.member, permission: calendarShare.permission })
      .from(calendarShare)
      .where(and(eq(calendarShare.workspace, workspace), eq(calendarShare.calendar, calendar)))
    const all = changed
      .reduce(withShare, standing)
      .map(({ member, permission }) => ({ workspace, calendar, member, permission }))
    rows.push({ table: 'calendarShare', workspace, calendar, all })
  }
  return rows
}

async function teamShareRows(
  tx: PostgresHandle,
  workspace: WorkspaceId,
  changes: readonly TeamShareChange[],
): Promise<RowChange[]> {
  const { teamShare } = tx.tables
  const rows: RowChange[] = []
  for (const [calendar, changed] of Map.groupBy(changes, (change) => change.calendar)) {
    const standing: readonly TeamShare[] = await tx
      .select({ team: teamShare.team, permission: teamShare.permission })
      .from(teamShare)
      .where(and(eq(teamShare.workspace, workspace), eq(teamShare.calendar, calendar)))
    const all = changed
      .reduce(withTeamShare, standing)
      .map(({ team, permission }) => ({ workspace, calendar, team, permission }))
    rows.push({ table: 'teamShare', workspace, calendar, all })
  }
  return rows
}
