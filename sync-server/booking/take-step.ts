import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { BookingId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Actor } from './booking-actor.ts'
import { requestHash } from './booking-request.ts'
import { bookingRight } from './booking-rights.ts'
import { idempotently } from './idempotently.ts'
import { type Bearing, refusedStep, type StepRefusal, type TimeOutcome } from './life-outcome.ts'
import { isGenuine, readToken, wasGenuine } from './manage-token.ts'
import { bookingOfRow, type BookingRow, type ManagedBooking } from './managed-booking.ts'

export type LifeDeps = Pick<ServerDeps, 'serverTransaction' | 'serverKey' | 'busyBook' | 'now' | 'newId'>

/** A booking of which nobody else takes a step until the transaction ends, and who takes this one. */
export type Held = {
  readonly managed: ManagedBooking
  readonly actor: Actor
  readonly at: Instant
  /** The entry in which a desk has taken the step already. */
  readonly wrote?: Appointment | undefined
}

export type StepRequest<K> = {
  readonly by: Bearing
  /** C4: what the steps of one kind are called. */
  readonly endpoint: string
  /** C4: of the program that asks; absent: it asks once. */
  readonly key?: string | undefined
  /** What the key stands for. */
  readonly body: unknown
  readonly kept: z.ZodType<K>
}

/** One step in the life of a booking, in one transaction: who asks is proven, the booking is locked, and a repeated request has its answer. */
export async function takeStep<K, T extends TimeOutcome>(
  deps: LifeDeps,
  { by, endpoint, key, body, kept }: StepRequest<K>,
  work: (scope: TransactionScope, held: Held) => Promise<T>,
): Promise<K | T | StepRefusal> {
  return deps.serverTransaction(async (scope) => {
    const at = deps.now()
    const row = await lockedRow(scope.tx, by)
    const standing = row && standingOf(row, by, deps)
    if (!row || !standing || (standing === 'renewed' && key === undefined)) return refusedStep('not-found')
    const step = async (): Promise<T | StepRefusal> => {
      // C14: an earlier token is good for one thing: the answer to the request that made it one.
      const held = standing === 'renewed' ? refusedStep('not-found') : await heldBy(scope.tx, row, { by, at })
      return 'status' in held ? held : work(scope, held)
    }
    if (key === undefined) return step()
    const named = { endpoint, link: `${row.id} ${nameOf(by)}`, key, bodyHash: requestHash(body) }
    const outcome = await idempotently(scope.tx, { key: named, now: at, kept }, step)
    return outcome === 'reused' ? refusedStep('idempotency-key-reused') : outcome
  })
}

// What one was answered is told to nobody else, whatever key they know. It is theirs even if the step took their right away.
function nameOf(by: Bearing): string {
  return 'token' in by ? `invitee ${readToken(by.token)?.attendee}` : `member ${by.member}`
}

async function lockedRow(tx: PostgresHandle, by: Bearing): Promise<BookingRow | undefined> {
  const id = 'token' in by ? readToken(by.token)?.booking : by.booking
  return id && lockBooking(tx, id, 'token' in by ? undefined : by)
}

/** Before the locks of hosts: whoever takes a step waits here for whoever takes another one. */
export async function lockBooking(
  tx: PostgresHandle,
  id: BookingId,
  { workspace }: Partial<Pick<BookingRow, 'workspace'>> = {},
): Promise<BookingRow | undefined> {
  const own = workspace === undefined ? undefined : eq(booking.workspace, workspace)
  const [row] = await tx
    .select()
    .from(booking)
    .where(and(eq(booking.id, id), own))
    .for('update')
  return row
}

function standingOf(row: BookingRow, by: Bearing, { serverKey }: LifeDeps): 'fresh' | 'renewed' | undefined {
  if (!('token' in by)) return 'fresh'
  const bearer = readToken(by.token)
  if (!bearer) return undefined
  if (isGenuine(serverKey, by.token, bearer, row.generation)) return 'fresh'
  return wasGenuine(serverKey, by.token, { bearer, before: row.generation }) ? 'renewed' : undefined
}

async function heldBy(
  tx: PostgresHandle,
  row: BookingRow,
  { by, at }: { readonly by: Bearing; readonly at: Instant },
): Promise<Held | StepRefusal> {
  const bearer = 'token' in by ? readToken(by.token) : undefined
  const managed = await bookingOfRow(tx, row, bearer?.attendee)
  if (!managed) return refusedStep('not-found')
  if ('token' in by) {
    if (managed.time.end <= at) return refusedStep('expired')
    return { managed, actor: { kind: 'invitee', attendee: managed.attendee.id, origin: by.origin }, at }
  }
  const right = await bookingRight(tx, managed, by.member)
  if (right === 'none') return refusedStep('not-found')
  if (right === 'see') return { status: 403, code: 'not-allowed' }
  const { member, device, origin } = by
  return { managed, actor: { kind: 'member', member, ...(device && { device }), ...(origin && { origin }) }, at }
}
