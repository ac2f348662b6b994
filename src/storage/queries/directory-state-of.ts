import { asc, eq } from 'drizzle-orm'
import type { DirectoryState } from '../../core/document/access-facts.ts'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { ReadHandle } from '../handle.ts'
import { calendarOwnersOf } from './calendar-owners-of.ts'
import { membersOf } from './members-of.ts'
import { sharesOf } from './shares-of.ts'
import { teamsOf } from './teams-of.ts'

/** Everything that decides who may do what in a workspace. */
export async function directoryStateOf(db: ReadHandle, workspace: WorkspaceId): Promise<DirectoryState> {
  const { teamShare } = db.tables
  const ofWorkspace = eq(teamShare.workspace, workspace)
  const [members, teams, owners, shares, teamShares] = [
    await membersOf(db, workspace),
    await teamsOf(db, workspace),
    await calendarOwnersOf(db, workspace),
    await sharesOf(db, workspace),
    await db.select().from(teamShare).where(ofWorkspace).orderBy(asc(teamShare.calendar), asc(teamShare.team)),
  ]
  return { members, teams, owners, shares, teamShares }
}
