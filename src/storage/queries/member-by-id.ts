import { and, eq } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { MemberRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

export async function memberById(
  db: ReadHandle,
  { workspace, id }: { workspace: WorkspaceId; id: MemberId },
): Promise<MemberRow | undefined> {
  const { member } = db.tables
  const [row] = await db
    .select()
    .from(member)
    .where(and(eq(member.workspace, workspace), eq(member.id, id)))
  return row
}
