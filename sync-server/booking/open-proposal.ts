import type { Proposal } from '../../src/core/model/appointment.ts'
import { type Instant, instant, type Interval } from '../../src/core/model/instant.ts'
import type { ManagedBooking } from './managed-booking.ts'

/** C10: the other time that is held for the invitee; what else an entry may say is no offer. */
export function openProposal({
  row,
  appointments,
}: Pick<ManagedBooking, 'row' | 'appointments'>): Proposal | undefined {
  const { proposal } = appointments[0].data
  return proposal?.expiresAt === row.proposalUntil ? proposal : undefined
}

/** Until when an answer is one: nobody can come any more to the first of both times once it has begun. */
export function answerableUntil(
  wanted: Instant,
  { start }: Pick<Interval, 'start'>,
  { time }: Pick<ManagedBooking, 'time'>,
): Instant {
  return instant(Math.min(wanted, start, time.start))
}
