import { implement } from '@orpc/server'
import { serverContract } from '../../src/core/contract/server.ts'
import type { ServerDeps } from '../server-deps.ts'
import { accountsRouter } from './accounts-router.ts'
import { createAttempts } from './attempts.ts'
import { lostAddresses, takenAddresses } from './taken-addresses.ts'
import type { AccountsWithSignIn } from './create-accounts.ts'
import type { Auth } from './create-auth.ts'
import type { DeviceSockets } from './device-sockets.ts'
import { hostedRouter, valueOf } from './hosted-router.ts'
import { peopleRouters } from './people-router.ts'
import { setHolidays } from './set-holidays.ts'
import { callerOf, signedIn, type CallContext } from './signed-in.ts'

export type RouterDeps = Pick<
  ServerDeps,
  'store' | 'serverTransaction' | 'serverKey' | 'busyBook' | 'now' | 'newId'
> & {
  readonly accounts: AccountsWithSignIn
  readonly auth: Auth
  readonly deviceSockets: Pick<DeviceSockets, 'revoke'>
}

const CALLS_EACH_ADDRESS = { most: 300, withinMs: 60_000 }

/** The procedures of core/contract/server.ts. */
export function serverRouter(deps: RouterDeps) {
  const { store, serverTransaction, now } = deps
  const calls = createAttempts({ ...CALLS_EACH_ADDRESS, now })
  const os = implement(serverContract).$context<CallContext>()
  const isSignedIn = os.middleware(async ({ context, next }) => next({ context: await signedIn(deps, context) }))

  return os.router({
    accounts: accountsRouter(deps, calls),
    ...peopleRouters(deps),
    addresses: {
      taken: os.addresses.taken.use(isSignedIn).handler(({ input }) => takenAddresses(store.read, input.slugs)),
      lost: os.addresses.lost
        .use(isSignedIn)
        .handler(({ input, context }) => lostAddresses(store.read, callerOf(context).workspace, input.links)),
    },
    workspace: {
      setHolidays: os.workspace.setHolidays.use(isSignedIn).handler(async ({ input: holidays, context }) => {
        return valueOf(await setHolidays(serverTransaction, { ...callerOf(context), holidays }))
      }),
    },
    bookings: os.bookings.use(isSignedIn).router(hostedRouter(deps)),
  })
}
