import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import { alternatives, alternativesRange } from '../../src/core/scheduling/alternatives.ts'
import { busySpan } from '../../src/core/scheduling/busy-span.ts'
import type { Offer } from '../../src/core/scheduling/offered-slots.ts'
import { offeredSlots } from '../../src/core/scheduling/offered-slots.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { Bookable } from './bookable.ts'
import { hostTimes } from './host-time.ts'

/** The offer as it stands now, good for slots that start or lie within `range`. Page, list and booking all ask it (S1). */
export async function offerOf(
  db: PostgresReadHandle,
  bookable: Bookable,
  { range, now }: { range: Interval; now: Instant },
): Promise<Offer> {
  const { eventType, duration, link, workspace, hosts } = bookable
  const span = busySpan(eventType, duration, range)
  const zones = hosts.map(({ member, schedule }) => ({ member: member.id, zone: schedule.zone }))
  const times = await hostTimes(db, { workspace: workspace.id, hosts: zones, span, now })
  return {
    eventType,
    duration,
    link,
    hosts: hosts.map(({ member, schedule }) => {
      const { busy, claimed } = times.get(member.id) ?? { busy: [], claimed: [] }
      // A claim holds its buffers already; what the offer adds on its own side makes their sum (S7).
      const bookings = claimed.map(({ start, end }) => ({ start, end, before: 0, after: 0 }))
      return { member: member.id, schedule, busy, bookings }
    }),
  }
}

/** Every start that can be booked now and lies within the range, ascending; the slot itself may reach beyond. */
export async function openStarts(
  db: PostgresReadHandle,
  bookable: Bookable,
  { range, now }: { range: Interval; now: Instant },
): Promise<Instant[]> {
  const offer = await offerOf(db, bookable, { range, now })
  const reach = { start: range.start, end: instant(range.end + bookable.duration * MINUTE) }
  return offeredSlots(offer, reach, now).filter((start) => start < range.end)
}

/** C2: three starts that can be booked instead, ascending. */
export async function otherStarts(
  db: PostgresReadHandle,
  bookable: Bookable,
  { wish, now }: { wish: Instant; now: Instant },
): Promise<Instant[]> {
  const range = alternativesRange(bookable.duration, wish)
  return alternatives(await offerOf(db, bookable, { range, now }), wish, now)
}
