import { asc, eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { TeamRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

/** In the order they were made. */
export async function teamsOf(db: ReadHandle, workspace: WorkspaceId): Promise<TeamRow[]> {
  const { team } = db.tables
  const rows = await db.select().from(team).where(eq(team.workspace, workspace)).orderBy(asc(team.id))
  return rows.map(({ manager, ...row }) => (manager === null ? row : Object.assign(row, { manager })))
}
