import { asc, eq } from 'drizzle-orm'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { MemberRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

/** All who belong or belonged to it, in the order they came. */
export async function membersOf(db: ReadHandle, workspace: WorkspaceId): Promise<MemberRow[]> {
  const { member } = db.tables
  return db.select().from(member).where(eq(member.workspace, workspace)).orderBy(asc(member.id))
}
