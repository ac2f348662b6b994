import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { minutesOf } from './booking-bookable.ts'
import { checkedStep } from './checked-step.ts'
import { findHosts } from './find-hosts.ts'
import { timeTaken } from './hosts-at.ts'
import { type Bearing, KeptTime, refusedStep, type StepRefusal, type TimeOutcome } from './life-outcome.ts'
import { moveClaims } from './move-claims.ts'
import { steppedOf } from './stepped.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { claimedTime, writeMove } from './write-move.ts'

export type Reschedule = {
  readonly by: Bearing
  readonly start: Instant
  /** Minutes; as long as it is where absent. */
  readonly duration?: number | undefined
  /** In which the invitee counts from now on. */
  readonly zone?: ZoneName | undefined
  readonly reason?: string | undefined
  readonly key?: string | undefined
  /** C18: a member takes a time that is not offered, whatever they have then that is no booking; an invitee cannot. */
  readonly anyway?: boolean
}

/**
 * C10: takes another time and frees the old one in one transaction; where the other one cannot be had the old one stands. Every
 * host's entry goes along, what was promised is promised anew (T3), and manage tokens given out before end (C14).
 */
export async function rescheduleBooking(deps: LifeDeps, wish: Reschedule): Promise<TimeOutcome> {
  const { by, key, start, duration, zone, reason, anyway } = wish
  const body = { start, duration, zone, reason, anyway }
  return takeStep(deps, { by, endpoint: 'reschedule', key, body, kept: KeptTime }, (scope, held) =>
    reschedule(scope, { held, wish }, deps),
  )
}

type Asked = { readonly held: Held; readonly wish: Omit<Reschedule, 'by' | 'key'> }

async function reschedule(scope: TransactionScope, { held, wish }: Asked, deps: LifeDeps): Promise<TimeOutcome> {
  const { managed } = held
  const checked = checkedStep(held, 'reschedule', wish.reason)
  if ('status' in checked) return checked
  const time = wantedTime(held, wish)
  if ('status' in time) return time
  if (time.start === managed.time.start && time.end === managed.time.end) return steppedOf({ managed })
  const found = await findHosts(
    scope,
    { held, time, anyway: wish.anyway === true && held.actor.kind === 'member' },
    deps,
  )
  if ('status' in found) return found
  const { reason } = checked
  const { plan, wanted, hosts } = found
  if (await moveClaims(scope.tx, claimedTime(held, time, plan), deps.newId))
    return writeMove(scope, { held, time, plan, hosts, reason, zone: wish.zone ?? managed.zone }, deps)
  const asking = { db: scope.tx, busyBook: deps.busyBook, inTransaction: true }
  return wanted ? timeTaken(asking, wanted, undefined) : refusedStep('not-allowed')
}

/** A length that is none of the type's, nor its own, is nobody's to have. */
export function wantedTime(
  { managed }: Held,
  { start, duration = minutesOf(managed.time) }: Pick<Reschedule, 'start' | 'duration'>,
): Interval | StepRefusal {
  const isKnown = duration === minutesOf(managed.time) || managed.eventType.durations.includes(duration)
  if (!isKnown) return { status: 400, code: 'invalid-request', fields: { duration: 'unknown' } }
  return { start, end: instant(start + duration * MINUTE) }
}
