import { eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { WorkspaceRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'
import { workspaceRow } from './workspace-row.ts'

export async function workspaceById(db: ReadHandle, id: WorkspaceId): Promise<WorkspaceRow | undefined> {
  const { workspace } = db.tables
  const [row] = await db.select().from(workspace).where(eq(workspace.id, id))
  return row === undefined ? undefined : workspaceRow(row)
}
