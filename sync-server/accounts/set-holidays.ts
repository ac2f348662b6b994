import { checkedHolidays } from '../../src/core/commands/checked-holidays.ts'
import type { WorkspaceHolidays } from '../../src/core/contract/availability.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { mayAct } from '../../src/core/model/powers.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import { directoryOf } from '../documents/directory-change.ts'
import type { ServerTransaction } from '../documents/server-transaction.ts'

export type SetHolidays = {
  readonly workspace: WorkspaceId
  readonly by: MemberId
  readonly holidays: WorkspaceHolidays
}

/** When the whole workspace is closed: its owners and admins say so. Nothing that is booked moves (C12). */
export async function setHolidays(
  serverTransaction: ServerTransaction,
  { workspace: id, by, holidays }: SetHolidays,
): Promise<Result<Workspace, 'forbidden' | 'not-found' | 'invalid-input' | 'end-before-start'>> {
  const checked = await checkedHolidays(holidays)
  if (!checked.ok) return checked
  const { holidayRegion, closures } = checked.value
  return serverTransaction(async (scope) => {
    // The directory's row is locked by this: nobody loses their role before we have written.
    await scope.read(directoryOf(id), () => undefined)
    const member = await memberById(scope.tx, { workspace: id, id: by })
    if (!member || member.ended || !mayAct(member.role, 'edit-workspace', { isOwn: false })) return refuse('forbidden')
    const current = await workspaceById(scope.tx, id)
    if (current === undefined) return refuse('not-found')
    const workspace = { ...current, holidayRegion, closures }
    await scope.putDirectory(id, { workspace })
    return ok(workspace)
  })
}
