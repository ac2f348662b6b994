import { eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { Handle } from '../handle.ts'

/** All rows of a workspace: Y3, replaying its documents gives the same ones. */
export async function dropRows(tx: Handle, workspace: WorkspaceId): Promise<void> {
  const { workspace: workspaces, ...others } = tx.tables
  await tx.delete(workspaces).where(eq(workspaces.id, workspace))
  for (const table of Object.values(others)) await tx.delete(table).where(eq(table.workspace, workspace))
}
