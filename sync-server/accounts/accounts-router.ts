import { implement, ORPCError } from '@orpc/server'
import { serverContract } from '../../src/core/contract/server.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { DeviceId } from '../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import { createAttempts, type Attempts } from './attempts.ts'
import type { OpenedAccount } from './create-accounts.ts'
import { beginDevice, devicesOf, forgetSession, revokeDevices, seeDevice } from './devices.ts'
import { valueOf } from './hosted-router.ts'
import { membershipOf, type Membership } from './memberships.ts'
import type { RouterDeps } from './server-router.ts'
import { bearerOf, callerOf, openSession, signedIn, type CallContext } from './signed-in.ts'
import { signSyncPass, SYNC_TOKEN_LIFE } from './sync-token.ts'

const FAILURES_EACH_EMAIL = { most: 10, withinMs: 5 * MINUTE }

/** Signing in and out, and one's own devices. `calls`: by address. */
export function accountsRouter(deps: RouterDeps, calls: Attempts) {
  const { accounts, auth, store, now } = deps
  const failures = createAttempts({ ...FAILURES_EACH_EMAIL, now })
  const os = implement(serverContract.accounts).$context<CallContext>()
  const isSignedIn = os.middleware(async ({ context, next }) => next({ context: await signedIn(deps, context) }))
  /** Hashing a password is dear: nobody may ask for it without end. */
  const limited = os.middleware(async ({ context, next, errors }) => {
    if (calls.isSpent(context.ip)) throw errors.TOO_MANY_REQUESTS()
    calls.count(context.ip)
    return next()
  })

  return os.router({
    signIn: os.signIn.use(limited).handler(async ({ input, errors }) => {
      const email = input.email.toLowerCase()
      if (failures.isSpent(email)) throw errors.TOO_MANY_REQUESTS()
      const opened = await accounts.signIn({ ...input, email, deviceName: input.device.name })
      const membership = opened && (await membershipOf(store.read, opened.account))
      if (membership) return beginSession(deps, opened, membership, input.device)
      failures.count(email)
      throw refused('sign-in-failed')
    }),
    register: os.register.use(limited).handler(async ({ input, errors }) => {
      const email = input.email.toLowerCase()
      if (failures.isSpent(email)) throw errors.TOO_MANY_REQUESTS()
      const member = { ...input.member, name: input.name, email }
      const opened = await accounts.register({ ...input, member, deviceName: input.device.name })
      // It tries the password of an account that is there.
      if (!opened.ok && opened.reason === 'account-exists') failures.count(email)
      const account = valueOf(opened)
      const membership = await membershipOf(store.read, account.account)
      if (!membership) throw new Error('registered, and no member')
      return beginSession(deps, account, membership, input.device)
    }),
    syncToken: os.syncToken.use(isSignedIn).handler(async ({ input, context: { membership, session } }) => {
      const whose = whoseOf(membership)
      const seen = await store.tx((tx) => seeDevice(tx, whose, { id: input.device, session, at: now() }))
      if (seen === 'revoked') throw refused('device-revoked')
      if (seen === 'another') throw new ORPCError('UNAUTHORIZED', { status: 401 })
      return newSyncToken(deps, membership, input.device)
    }),
    signOut: os.signOut.handler(async ({ context: { headers } }) => {
      const session = await openSession(auth, headers)
      if (session) await store.tx((tx) => forgetSession(tx, session.token))
      await auth.api.signOut({ headers: bearerOf(headers) })
    }),
    devices: os.devices
      .use(isSignedIn)
      .handler(({ context: { membership } }) => devicesOf(store.read, whoseOf(membership))),
    revokeDevice: os.revokeDevice.use(isSignedIn).handler(async ({ input, context: { membership } }) => {
      const only = { only: input.device, at: now() }
      const revoked = await store.tx((tx) => revokeDevices(tx, whoseOf(membership), only))
      if (revoked.length === 0) throw refused('not-found')
      deps.deviceSockets.revoke(revoked)
    }),
  })
}

async function beginSession(
  { store, auth, now }: RouterDeps,
  { session }: OpenedAccount,
  membership: Membership,
  { id, name }: { readonly id: DeviceId; readonly name: string },
) {
  const isNoted = await store.tx((tx) => beginDevice(tx, whoseOf(membership), { id, name, session, at: now() }))
  if (isNoted) return { session, ...membership }
  // It is to wipe what it holds before it is anybody's again.
  await auth.api.signOut({ headers: new Headers({ authorization: `Bearer ${session}` }) })
  throw refused('device-revoked')
}

function newSyncToken({ serverKey, now }: RouterDeps, { workspace, member }: Membership, device: DeviceId) {
  const expiresAt = instant(now() + SYNC_TOKEN_LIFE)
  return {
    token: signSyncPass(serverKey, { workspace: workspace.id, member: member.id, device, expiresAt }),
    expiresAt,
  }
}

function whoseOf(membership: Membership) {
  const { workspace, by: member } = callerOf({ membership })
  return { workspace, member }
}

function refused(reason: RefusalReason): Error {
  return new ORPCError('REFUSED', { status: 422, data: { reason, details: {} } })
}
