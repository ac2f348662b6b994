import { and, asc, eq, gt, inArray, lt } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../core/model/ids.ts'
import type { AbsenceRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

// A list that is longer than this is quicker asked for without one.
const MOST_NAMED = 500

/**
 * The absences of these members, or of all, without those taken back; `within`: all that touch it, and a few that end or start up to two days
 * beyond (their dates are read in a zone that the row does not know). By id.
 */
export async function absencesOf(
  db: ReadHandle,
  {
    workspace,
    members,
    within,
  }: { workspace: WorkspaceId; members?: readonly MemberId[]; within?: { start: number; end: number } },
): Promise<AbsenceRow[]> {
  if (members?.length === 0) return []
  const { absence } = db.tables
  const few = members !== undefined && members.length <= MOST_NAMED
  const rows = await db
    .select()
    .from(absence)
    .where(
      and(
        eq(absence.workspace, workspace),
        eq(absence.deleted, false),
        few ? inArray(absence.member, [...members]) : undefined,
        within === undefined ? undefined : gt(absence.ends, within.start),
        within === undefined ? undefined : lt(absence.starts, within.end),
      ),
    )
    .orderBy(asc(absence.id), asc(absence.member))
  if (members === undefined || few) return rows
  const wanted = new Set(members)
  return rows.filter(({ member }) => wanted.has(member))
}
