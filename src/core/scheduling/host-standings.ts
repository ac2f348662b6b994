import type { MemberId } from '../model/ids.ts'
import type { Instant } from '../model/instant.ts'
import { firstEndingAfter, spansOf, type Spans } from '../time/spans.ts'
import type { Candidate, HostQuestion, PastBooking } from './host-question.ts'

/** Where a candidate stands before a booking is given to anybody (S11). */
export type HostStanding = {
  readonly member: MemberId
  /** Bookings, this one included, that were this candidate's share: of each the part of their weight in those who were there. */
  readonly target: number
  /** Bookings that they have had. */
  readonly count: number
  readonly shortfall: number
  readonly weight: number
  readonly priority: number
  readonly lastBookedAt?: Instant
  readonly availableMinutes?: number
}

/** One who shares, while the history is gone through. */
type Tally = {
  readonly candidate: Candidate
  readonly away: Spans
  /** By the weight of all who were there: how many bookings they were there for. Whole numbers, so that nothing is rounded yet. */
  readonly presentAt: Map<number, number>
  count: number
  lastBookedAt?: Instant
}

/** Of the candidates, in their order. Absences and the time before joining are credited: where nobody could be booked, they owe nothing. */
export function hostStandings({ candidates, others = [], history, start }: HostQuestion): HostStanding[] {
  const able = candidates.map(tallyOf)
  const all = [...able, ...others.map(tallyOf)]
  const byMember = new Map(all.map((tally) => [tally.candidate.member, tally]))
  for (const booking of history) {
    const host = byMember.get(booking.host)
    if (!host) continue
    host.count++
    host.lastBookedAt = latest(host.lastBookedAt, booking.bookedAt)
    // Whoever took it was there, whatever the absences say now.
    share(all.filter((tally) => tally === host || wasThere(tally, booking)))
  }
  share(all.filter((tally) => able.includes(tally) || !isAway(tally, start)))
  return able.map(standingOf)
}

function tallyOf(candidate: Candidate): Tally {
  return { candidate, away: spansOf(candidate.absences), presentAt: new Map(), count: 0 }
}

function share(present: readonly Tally[]): void {
  const weight = present.reduce((sum, { candidate }) => sum + candidate.weight, 0)
  for (const { presentAt } of present) presentAt.set(weight, (presentAt.get(weight) ?? 0) + 1)
}

function wasThere(tally: Tally, { startsAt, bookedAt }: PastBooking): boolean {
  const { joinedAt } = tally.candidate
  return (joinedAt === undefined || joinedAt <= bookedAt) && !isAway(tally, startsAt)
}

function isAway({ away }: Tally, at: Instant): boolean {
  return (away[firstEndingAfter(away, at)] ?? Infinity) <= at
}

function standingOf({ candidate, presentAt, count, lastBookedAt }: Tally): HostStanding {
  const { member, weight, priority, availableMinutes } = candidate
  let target = 0
  for (const [all, bookings] of presentAt) target += (weight * bookings) / all
  return { member, target, count, shortfall: target - count, weight, priority, lastBookedAt, availableMinutes }
}

function latest(a: Instant | undefined, b: Instant): Instant {
  return a !== undefined && a > b ? a : b
}
