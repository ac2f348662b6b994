import { WorkspaceId } from '../../../src/core/model/ids.ts'
import type { SyncServer } from '../../../sync-server/create-server.ts'
import { id, memberRow, workspaceRow } from '../../support/rows.ts'

export const OTHER = id(WorkspaceId, 2)

/** Two members of a workspace that has nothing to do with the first. */
export async function fillOther({ deps }: Pick<SyncServer, 'deps'>): Promise<void> {
  const members = [21, 22].map((n) => memberRow(n, { workspace: OTHER }))
  await deps.serverTransaction(({ putDirectory }) =>
    putDirectory(OTHER, { workspace: workspaceRow({ id: OTHER }), members }),
  )
}
