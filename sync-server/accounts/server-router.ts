import { implement } from '@orpc/server'
import { serverContract } from '../../src/core/contract/server.ts'
import type { DeviceId } from '../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import type { Refused } from '../../src/core/model/result.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { ServerDeps } from '../server-deps.ts'
import { createAttempts } from './attempts.ts'
import type { AccountsWithSignIn } from './create-accounts.ts'
import type { Auth } from './create-auth.ts'
import { hostedRouter, valueOf } from './hosted-router.ts'
import { membershipOf, type Membership } from './memberships.ts'
import { setHolidays } from './set-holidays.ts'
import { shareCalendar } from './share-calendar.ts'
import { signSyncPass, SYNC_TOKEN_LIFE } from './sync-token.ts'

/** What is known of a call before it is looked at. */
export type CallContext = { readonly headers: Headers; readonly ip: string; readonly agent?: string | undefined }

export type RouterDeps = Pick<
  ServerDeps,
  'store' | 'serverTransaction' | 'serverKey' | 'busyBook' | 'now' | 'newId'
> & {
  readonly accounts: AccountsWithSignIn
  readonly auth: Auth
}

const FAILURES_EACH_EMAIL = { most: 10, withinMs: 5 * MINUTE }
const CALLS_EACH_ADDRESS = { most: 300, withinMs: MINUTE }

/** The procedures of core/contract/server.ts. */
export function serverRouter(deps: RouterDeps) {
  const { accounts, auth, store, serverTransaction, now } = deps
  const failures = createAttempts({ ...FAILURES_EACH_EMAIL, now })
  const calls = createAttempts({ ...CALLS_EACH_ADDRESS, now })
  const os = implement(serverContract).$context<CallContext>()

  /** Hashing a password is dear: nobody may ask for it without end. */
  const limited = os.middleware(async ({ context, next, errors }) => {
    if (calls.isSpent(context.ip)) throw errors.TOO_MANY_REQUESTS()
    calls.count(context.ip)
    return next()
  })
  const signedIn = os.middleware(async ({ context, next, errors }) => {
    const found = await auth.api.getSession({ headers: bearerOf(context.headers) })
    const membership = found && (await membershipOf(store.read, found.user.id))
    if (!membership) throw errors.UNAUTHORIZED()
    return next({ context: { membership } })
  })

  return os.router({
    accounts: {
      signIn: os.accounts.signIn.use(limited).handler(async ({ input, errors }) => {
        const email = input.email.toLowerCase()
        if (failures.isSpent(email)) throw errors.TOO_MANY_REQUESTS()
        const opened = await accounts.signIn({ ...input, email, deviceName: input.device.name })
        const membership = opened && (await membershipOf(store.read, opened.account))
        if (membership) return { session: opened.session, ...membership }
        failures.count(email)
        throw errors.REFUSED({ data: { reason: 'sign-in-failed', details: {} } })
      }),
      register: os.accounts.register.use(limited).handler(async ({ input, errors }) => {
        const email = input.email.toLowerCase()
        if (failures.isSpent(email)) throw errors.TOO_MANY_REQUESTS()
        const member = { ...input.member, name: input.name, email }
        const opened = await accounts.register({ ...input, member, deviceName: input.device.name })
        // It tries the password of an account that is there.
        if (!opened.ok && opened.reason === 'account-exists') failures.count(email)
        if (!opened.ok) throw errors.REFUSED({ data: refusalOf(opened) })
        const membership = await membershipOf(store.read, opened.value.account)
        if (!membership) throw new Error('registered, and no member')
        return { session: opened.value.session, ...membership }
      }),
      syncToken: os.accounts.syncToken
        .use(signedIn)
        .handler(({ input, context }) => newSyncToken(deps, context.membership, input.device)),
      signOut: os.accounts.signOut.handler(async ({ context }) => {
        await auth.api.signOut({ headers: bearerOf(context.headers) })
      }),
    },
    calendars: {
      share: os.calendars.share
        .use(signedIn)
        .handler(async ({ input: { permission, ...of }, context }) =>
          valueOf(await shareCalendar(serverTransaction, { ...callerOf(context), ...of, permission })),
        ),
    },
    workspace: {
      setHolidays: os.workspace.setHolidays.use(signedIn).handler(async ({ input: holidays, context }) => {
        return valueOf(await setHolidays(serverTransaction, { ...callerOf(context), holidays }))
      }),
    },
    bookings: os.bookings.use(signedIn).router(hostedRouter(deps)),
  })
}

function newSyncToken({ serverKey, now }: RouterDeps, { workspace, member }: Membership, device: DeviceId) {
  const expiresAt = instant(now() + SYNC_TOKEN_LIFE)
  return {
    token: signSyncPass(serverKey, { workspace: workspace.id, member: member.id, device, expiresAt }),
    expiresAt,
  }
}

/** The session is taken from here alone: a cookie would let other sites speak for whoever is signed in. */
function bearerOf(headers: Headers): Headers {
  return new Headers({ authorization: headers.get('authorization') ?? '' })
}

function callerOf({ membership }: { readonly membership: Membership }) {
  return { workspace: membership.workspace.id, by: membership.member.id }
}

function refusalOf<R extends RefusalReason>({ reason, details }: Refused<R>) {
  return { reason, details: { ...details } }
}
