import type { Appointment } from '../../src/core/model/appointment.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { actorName } from './booking-actor.ts'
import { checkedStep } from './checked-step.ts'
import { type Bearing, type StepOutcome, Stepped } from './life-outcome.ts'
import { lockHosts } from './lock-hosts.ts'
import { nextSequence } from './moved-appointment.ts'
import { steppedOf } from './stepped.ts'
import { releaseClaims } from './take-claims.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { writeStep } from './write-step.ts'

export type Cancel = {
  readonly by: Bearing
  readonly reason?: string | undefined
  readonly key?: string | undefined
}

/**
 * Cancels a booking, in one transaction: the appointments in the hosts' calendars, the claims (the time is free at once, C9), what
 * a proposal held, the audit and the mails. Cancelling what is cancelled changes nothing; any other end is `already-over`.
 */
export async function cancelBooking(deps: LifeDeps, { by, reason, key }: Cancel): Promise<StepOutcome> {
  return takeStep(deps, { by, endpoint: 'cancel', key, body: { reason }, kept: Stepped }, async (scope, held) => {
    if (held.managed.status === 'cancelled') return steppedOf({ managed: held.managed })
    const checked = checkedStep(held, 'cancel', reason)
    if ('status' in checked) return checked
    const { row, hosts } = held.managed
    await lockHosts(
      scope.tx,
      row.workspace,
      hosts.map(({ id }) => id),
    )
    return writeCancel(scope, { held, reason: checked.reason }, deps)
  })
}

type Cancelling = { readonly held: Held; readonly reason: string | undefined }

/** The cancellation itself; whether it may be is settled. */
export async function writeCancel(
  scope: TransactionScope,
  { held, reason }: Cancelling,
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { managed, actor, at } = held
  const sequence = nextSequence(held)
  await releaseClaims(scope.tx, managed.row.id)
  const cancellation = { by: actorName(actor), at, ...(reason !== undefined && { reason }) }
  const edit = (own: Appointment): Appointment => ({
    ...own,
    status: 'cancelled',
    sequence,
    cancellation,
    attendees: own.attendees.map((one) => (one.id === cancellation.by ? { ...one, status: 'cancelled' } : one)),
    proposal: undefined,
  })
  const step = {
    ...held,
    edit,
    row: { status: 'cancelled', sequence, proposalUntil: null },
    audit: { action: 'booking.cancelled', old: { status: managed.status }, new: { status: 'cancelled', reason } },
    mail: { event: 'cancelled', ...(reason !== undefined && { reason }) },
  } as const
  return writeStep(scope, step, newId)
}
