import { implement, ORPCError } from '@orpc/server'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import { serverContract } from '../../src/core/contract/server.ts'
import type { Result } from '../../src/core/model/result.ts'
import { type Caller, hostedCalls } from '../booking/hosted-calls.ts'
import type { RouterDeps } from './server-router.ts'
import type { Membership } from './memberships.ts'

type Context = { readonly membership: Membership; readonly ip: string; readonly agent?: string | undefined }

/** What hosts do with bookings; whoever calls has signed in. */
export function hostedRouter(deps: RouterDeps) {
  const calls = hostedCalls(deps)
  const os = implement(serverContract.bookings).$context<Context>()
  return os.router({
    reschedule: os.reschedule.handler(async ({ input, context }) =>
      valueOf(await calls.reschedule(callerOf(context), input)),
    ),
    propose: os.propose.handler(async ({ input, context }) => valueOf(await calls.propose(callerOf(context), input))),
    withdrawProposal: os.withdrawProposal.handler(async ({ input, context }) =>
      valueOf(await calls.withdrawProposal(callerOf(context), input)),
    ),
    reassign: os.reassign.handler(async ({ input, context }) =>
      valueOf(await calls.reassign(callerOf(context), input)),
    ),
    cancel: os.cancel.handler(async ({ input, context }) => valueOf(await calls.cancel(callerOf(context), input))),
    mark: os.mark.handler(async ({ input, context }) => valueOf(await calls.mark(callerOf(context), input))),
    history: os.history.handler(async ({ input, context }) =>
      valueOf(await calls.history(callerOf(context), input.booking)),
    ),
  })
}

function callerOf({ membership, ip, agent }: Context): Caller {
  return { workspace: membership.workspace.id, by: membership.member.id, origin: { ip, agent } }
}

export function valueOf<T>(result: Result<T, RefusalReason>): T {
  if (result.ok) return result.value
  const { reason, details } = result
  throw new ORPCError('REFUSED', { status: 422, data: { reason, details: { ...details } } })
}
