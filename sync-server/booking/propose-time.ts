import type { Appointment, Proposal } from '../../src/core/model/appointment.ts'
import { DAY, type Instant, instant, type Interval } from '../../src/core/model/instant.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { checkedStep } from './checked-step.ts'
import { findHosts } from './find-hosts.ts'
import { timeTaken } from './hosts-at.ts'
import { type Bearing, KeptTime, refusedStep, type Stepped, type TimeOutcome } from './life-outcome.ts'
import { holdProposed } from './move-claims.ts'
import { answerableUntil } from './open-proposal.ts'
import { wantedTime } from './reschedule-booking.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { claimedTime } from './write-move.ts'
import { writeStep } from './write-step.ts'

export type ByMember = Exclude<Bearing, { readonly token: string }>

export type ProposeTime = {
  readonly by: ByMember
  readonly start: Instant
  /** Minutes; as long as it is where absent. */
  readonly duration?: number | undefined
  readonly reason?: string | undefined
  /** Two days from now where absent, and before the first of both times in any case. */
  readonly expiresAt?: Instant | undefined
  /** C18: also a time that is not offered. */
  readonly anyway?: boolean
  readonly key?: string | undefined
}

/** For so long the invitee may think about it. */
const CONSIDERED = 2 * DAY

/**
 * C10: a host asks for another time. It is held, beside the one the booking has, until the invitee answers or it expires; an
 * earlier proposal ends with it.
 */
export async function proposeTime(deps: LifeDeps, wish: ProposeTime): Promise<TimeOutcome> {
  const { by, key, ...body } = wish
  return takeStep(deps, { by, endpoint: 'propose', key, body, kept: KeptTime }, (scope, held) =>
    propose(scope, { held, wish }, deps),
  )
}

async function propose(
  scope: TransactionScope,
  { held, wish }: { readonly held: Held; readonly wish: ProposeTime },
  deps: LifeDeps,
): Promise<TimeOutcome> {
  const checked = checkedStep(held, 'reschedule', wish.reason)
  if ('status' in checked) return checked
  const time = wantedTime(held, wish)
  if ('status' in time) return time
  const proposal = proposalOf({ held, time, wish, reason: checked.reason })
  if (!proposal) return refusedStep('too-late')
  const found = await findHosts(scope, { held, time, anyway: wish.anyway === true }, deps)
  if ('status' in found) return found
  const { plan } = found
  const claimed = { ...claimedTime(held, time, plan), expiresAt: proposal.expiresAt }
  // A host proposes the time of those who have the booking; of others' they dispose by giving it to them.
  const isOwn = plan.fresh.length === 0 && plan.gone.length === 0
  if (isOwn && (await holdProposed(scope.tx, claimed, deps.newId)))
    return writeProposal(scope, { held, proposal }, deps)
  const asking = { db: scope.tx, busyBook: deps.busyBook, inTransaction: true }
  return found.wanted ? timeTaken(asking, found.wanted, undefined) : refusedStep('not-allowed')
}

type Proposing = {
  readonly held: Held
  readonly time: Interval
  readonly wish: ProposeTime
  readonly reason: string | undefined
}

/** undefined where there is no time left to answer it. */
function proposalOf({ held, time, wish, reason }: Proposing): Proposal | undefined {
  const { managed, at } = held
  const expiresAt = answerableUntil(wish.expiresAt ?? instant(at + CONSIDERED), time, managed)
  if (expiresAt <= at) return undefined
  return {
    startsAt: time.start,
    endsAt: time.end,
    by: wish.by.member,
    at,
    expiresAt,
    ...(reason !== undefined && { reason }),
  }
}

/** The proposal itself, its time held. */
export async function writeProposal(
  scope: TransactionScope,
  { held, proposal }: { readonly held: Held; readonly proposal: Proposal },
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { startsAt, endsAt, expiresAt, reason } = proposal
  const edit = (own: Appointment): Appointment => ({ ...own, proposal })
  const step = {
    ...held,
    edit,
    row: { proposalUntil: expiresAt },
    audit: {
      action: 'booking.proposed',
      old: { starts: held.managed.time.start, ends: held.managed.time.end },
      new: { starts: startsAt, ends: endsAt, expiresAt, reason },
    },
    mail: {
      event: 'proposed',
      proposal: { time: { start: startsAt, end: endsAt }, expiresAt, at: proposal.at },
      ...(reason !== undefined && { reason }),
    },
  } as const
  return writeStep(scope, step, newId)
}
