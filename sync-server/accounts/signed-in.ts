import { ORPCError } from '@orpc/server'
import type { PostgresStore } from '../../src/storage/store.ts'
import type { Auth } from './create-auth.ts'
import { wasRevoked } from './devices.ts'
import { hasMembership, membershipOf, type Membership } from './memberships.ts'

/** What is known of a call before it is looked at. */
export type CallContext = { readonly headers: Headers; readonly ip: string; readonly agent?: string | undefined }

/** Who calls, by a session that still counts. */
export type SignedInContext = { readonly membership: Membership; readonly session: string }

/**
 * Who calls. A device that was revoked, or whose person has left, is told so: by the session it had, which nobody else knows; it
 * wipes what it holds. Everybody else is merely not signed in.
 */
export async function signedIn(
  { auth, store }: { readonly auth: Auth; readonly store: Pick<PostgresStore, 'read'> },
  { headers }: CallContext,
): Promise<SignedInContext> {
  const found = await openSession(auth, headers)
  const membership = found && (await membershipOf(store.read, found.account))
  if (membership) return { membership, session: found.token }
  const hasLeft = found !== undefined && (await hasMembership(store.read, found.account))
  const session = sessionOf(headers)
  if (hasLeft || (session !== '' && (await wasRevoked(store.read, session)))) {
    throw new ORPCError('REFUSED', { status: 422, data: { reason: 'device-revoked', details: {} } })
  }
  throw new ORPCError('UNAUTHORIZED', { status: 401 })
}

export function callerOf({ membership }: Pick<SignedInContext, 'membership'>) {
  return { workspace: membership.workspace.id, by: membership.member.id }
}

/** The session is taken from here alone: a cookie would let other sites speak for whoever is signed in. */
export function bearerOf(headers: Headers): Headers {
  return new Headers({ authorization: headers.get('authorization') ?? '' })
}

/** As the accounts library knows it: it takes the same session in several ways of writing it. */
export async function openSession(
  auth: Auth,
  headers: Headers,
): Promise<{ readonly token: string; readonly account: string } | undefined> {
  const found = await auth.api.getSession({ headers: bearerOf(headers) })
  return found ? { token: found.session.token, account: found.user.id } : undefined
}

/** Empty where none is shown. */
function sessionOf(headers: Headers): string {
  return /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? ''
}
