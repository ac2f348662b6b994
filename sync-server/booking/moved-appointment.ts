import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import { wallOf } from '../../src/core/time/wall-clock.ts'
import type { Held } from './take-step.ts'

/** T3: claims and promises use the server's edition. */
export const TZ = process.versions.tz ?? ''

const MOST_EARLIER = 1_000

export type Moved = {
  readonly time: Interval
  /** The invitee's. */
  readonly zone: ZoneName
  readonly sequence: number
  readonly by: string
  readonly at: Instant
  readonly reason: string | undefined
}

/** The same appointment at another time: what it was before is kept, the promise is made anew, and a proposal has had its answer. */
export function movedAppointment(own: Appointment, moved: Moved): Appointment {
  const { time, zone, sequence, by, at, reason } = moved
  const before = own.time === undefined ? [] : [{ time: own.time, by, at, ...(reason !== undefined && { reason }) }]
  const ownZone = own.time?.kind === 'timed' ? own.time.zone : zone
  return {
    ...own,
    sequence,
    time: { kind: 'timed', startsAt: time.start, endsAt: time.end, zone: ownZone },
    promised: { start: wallOf(time.start, zone), zone, tz: TZ },
    attendees: own.attendees.map((one) => (one.kind === 'booker' ? { ...one, zone } : one)),
    earlierTimes: [...own.earlierTimes, ...before].slice(-MOST_EARLIER),
    proposal: undefined,
  }
}

/**
 * The number of the meeting after a step, in every calendar: the entries of its hosts go along with one another. One that has
 * been told is never given again, whatever a desk counted: two desks that know the same entry count alike.
 */
export function nextSequence({ managed, wrote }: Pick<Held, 'managed' | 'wrote'>): number {
  const counted = wrote?.sequence ?? Math.max(...managed.appointments.map(({ data }) => data.sequence)) + 1
  return Math.max(counted, managed.row.sequence + 1)
}
