import { and, eq } from 'drizzle-orm'
import type { Permission } from '../../src/core/model/calendar.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { directoryOf } from '../documents/directory-change.ts'
import type { ServerTransaction } from '../documents/server-transaction.ts'
import { isMember } from './memberships.ts'

export type ShareCalendar = {
  readonly workspace: WorkspaceId
  readonly by: MemberId
  readonly calendar: CalendarId
  readonly member: MemberId
  /** Undefined: withdrawn. */
  readonly permission: Permission | undefined
}

/** Gives, changes or withdraws a share. An unknown calendar is answered like one that is not the caller's to share. */
export async function shareCalendar(
  serverTransaction: ServerTransaction,
  { workspace, by, calendar, member, permission }: ShareCalendar,
): Promise<Result<void, 'forbidden' | 'not-found'>> {
  return serverTransaction(async (scope) => {
    // The directory's row is locked by this: who may share cannot change before we have shared.
    await scope.read(directoryOf(workspace), () => undefined)
    const rights = await rightsOn(scope.tx, { workspace, calendar, member: by })
    if (!rights || !(await isMember(scope.tx, workspace, by))) return refuse('forbidden')
    if (!(await isMember(scope.tx, workspace, member))) return refuse('not-found')
    if (rights.owner !== member) await scope.putDirectory(workspace, { shares: [{ calendar, member, permission }] })
    return ok(undefined)
  })
}

/** The owner, where `member` is the owner or has `admin`. */
async function rightsOn(
  db: PostgresReadHandle,
  { workspace, calendar, member }: { workspace: WorkspaceId; calendar: CalendarId; member: MemberId },
): Promise<{ owner: MemberId } | undefined> {
  const { calendarOwner, calendarShare } = db.tables
  const [owned] = await db
    .select({ owner: calendarOwner.owner })
    .from(calendarOwner)
    .where(and(eq(calendarOwner.workspace, workspace), eq(calendarOwner.calendar, calendar)))
  if (!owned || owned.owner === member) return owned
  const [share] = await db
    .select({ permission: calendarShare.permission })
    .from(calendarShare)
    .where(
      and(
        eq(calendarShare.workspace, workspace),
        eq(calendarShare.calendar, calendar),
        eq(calendarShare.member, member),
      ),
    )
  return share?.permission === 'admin' ? owned : undefined
}
