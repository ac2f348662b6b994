import { planPeopleChange } from '../../core/commands/plan-people-change.ts'
import type { PeopleChange } from '../../core/contract/people-change.ts'
import { putDirectory } from '../../core/commands/put-directory.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import type { Result } from '../../core/model/result.ts'
import { directoryStateOf } from '../../storage/queries/directory-state-of.ts'
import type { Desk } from './desk.ts'
import { executeAsAuthority } from './execute.ts'

/** People, teams, owners and shares of somebody who works alone: by the rules the server goes by. */
export async function changePeople(desk: Desk, change: PeopleChange): Promise<Result<void, RefusalReason>> {
  const { workspace, member } = desk.identity()
  const planned = planPeopleChange(await directoryStateOf(desk.store.read, workspace), member, change)
  if (!planned.ok) return planned
  const done = await executeAsAuthority(desk, putDirectory, planned.value)
  return done.ok ? { ...done, value: undefined } : done
}
