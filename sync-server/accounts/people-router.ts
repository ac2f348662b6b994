import { implement } from '@orpc/server'
import type { PeopleChange } from '../../src/core/contract/people-change.ts'
import { serverContract } from '../../src/core/contract/server.ts'
import { changePeople, type PeopleChanged } from './change-people.ts'
import { valueOf } from './hosted-router.ts'
import type { RouterDeps } from './server-router.ts'
import { callerOf, signedIn, type CallContext, type SignedInContext } from './signed-in.ts'

/** Members, teams, owners and shares; whoever calls has signed in, what they may do is asked within the change. */
export function peopleRouters(deps: RouterDeps) {
  const os = implement(serverContract).$context<CallContext>()
  const isSignedIn = os.middleware(async ({ context, next }) => next({ context: await signedIn(deps, context) }))
  const change = async (context: CallContext & SignedInContext, wish: PeopleChange): Promise<PeopleChanged> => {
    const origin = { ip: context.ip, agent: context.agent }
    const changed = valueOf(await changePeople(deps, { ...callerOf(context), origin, change: wish }))
    deps.deviceSockets.revoke(changed.revoked)
    return changed
  }

  return {
    members: os.members.router({
      setRole: os.members.setRole.use(isSignedIn).handler(async ({ input, context }) => {
        await change(context, { kind: 'set-role', ...input })
      }),
      update: os.members.update.use(isSignedIn).handler(async ({ input, context }) => {
        await change(context, { kind: 'edit-member', ...input })
      }),
      end: os.members.end
        .use(isSignedIn)
        .handler(async ({ input, context }) => [...(await change(context, { kind: 'end-member', ...input })).bookings]),
    }),
    teams: os.teams.router({
      put: os.teams.put.use(isSignedIn).handler(async ({ input, context }) => {
        await change(context, { kind: 'put-team', ...input })
      }),
      remove: os.teams.remove.use(isSignedIn).handler(async ({ input, context }) => {
        await change(context, { kind: 'remove-team', ...input })
      }),
    }),
    calendars: os.calendars.router({
      share: os.calendars.share.use(isSignedIn).handler(async ({ input: share, context }) => {
        await change(context, { kind: 'share', share })
      }),
      pass: os.calendars.pass.use(isSignedIn).handler(async ({ input, context }) => {
        await change(context, { kind: 'pass-calendar', ...input })
      }),
    }),
  }
}
