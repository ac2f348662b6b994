import type { EventType } from '../../src/core/model/event-type.ts'
import type { BookingId, HoldId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { DAY, instant, MINUTE } from '../../src/core/model/instant.ts'
import { type WallDates, ZoneName } from '../../src/core/model/wall.ts'
import { alternatives, alternativesRange } from '../../src/core/scheduling/alternatives.ts'
import { holidaysOf } from '../../src/core/scheduling/holidays-of.ts'
import { type NeededTime, neededTime } from '../../src/core/scheduling/needed-time.ts'
import type { Offer, OfferHost } from '../../src/core/scheduling/offer.ts'
import { offeredSlots } from '../../src/core/scheduling/offered-slots.ts'
import { wallDateOf } from '../../src/core/time/wall-clock.ts'
import type { Asking } from './asking.ts'
import type { Bookable } from './bookable.ts'
import { countedBookings } from './counted-bookings.ts'
import { countedHolds } from './counted-holds.ts'
import { hostTimes } from './host-times.ts'

export type OfferQuery = {
  readonly range: Interval
  readonly now: Instant
  /** The e-mail address of who books, where it is known: their own limits are only then told (S9). */
  readonly booker?: string | undefined
  /** As if this booking were not there: it is to be moved, and may take its own time again (C10). */
  readonly without?: BookingId | undefined
  /** Of who asks: what it keeps from others is theirs (C3). */
  readonly hold?: HoldId | undefined
}

/**
 * The offer as it stands now, good for slots that start or lie within `range`. Page, list, booking and alternatives all ask it (S1).
 */
export async function offerOf(asking: Asking, bookable: Bookable, query: OfferQuery): Promise<Offer> {
  const { eventType, duration, link, workspace } = bookable
  const { weekStart } = workspace
  const first = bookable.hosts[0].schedule
  const needed = neededTime(eventType, { ...query, duration, zone: first.zone, weekStart })
  const hosts = await offerHosts(asking, bookable, { ...query, needed })
  const ofType = hosts.flatMap(({ bookings }) => bookings.filter((one) => one.eventType === eventType.id))
  const booked = await countedBookings(asking.db, {
    workspace: workspace.id,
    eventType,
    counted: needed.counted,
    booker: query.booker,
    without: query.without,
    standing: ofType.flatMap(({ id }) => id ?? []),
  })
  const held = await countedHolds(asking.db, { ...query, workspace: workspace.id, eventType, counted: needed.counted })
  const counted = { ...booked, ofType: [...booked.ofType, ...held] }
  return { eventType: withoutSeats(eventType), duration, link, weekStart, hosts, booked: counted }
}

// Seats cannot be booked yet: the first booking of a session takes it whole.
function withoutSeats(eventType: EventType): EventType {
  return eventType.category === 'group' ? { ...eventType, capacity: 1 } : eventType
}

async function offerHosts(
  asking: Asking,
  { workspace, calendars, hosts, standIns }: Bookable,
  { needed, ...query }: Pick<OfferQuery, 'now' | 'without' | 'hold'> & { readonly needed: NeededTime },
): Promise<OfferHost[]> {
  const all = [...hosts, ...standIns]
  const asked = all.map(({ member, schedule }) => ({ member: member.id, schedule }))
  const times = await hostTimes(asking, { workspace: workspace.id, calendars, hosts: asked, needed, ...query })
  const holidays = await holidaysOf(workspace, datesAround(needed.busy, query.now))
  return all.map(({ member: { id: member }, schedule, absences }) => {
    const { busy, bookings } = times.get(member) ?? { busy: [], bookings: [] }
    return { member, schedule, absences, holidays, busy, bookings }
  })
}

/** All dates, whatever the zone, from now on or before; business days are counted from now (S8a). */
function datesAround({ start, end }: Interval, now: Instant): WallDates {
  return {
    from: wallDateOf(instant(Math.min(start, now) - 2 * DAY), UTC),
    until: wallDateOf(instant(end + 2 * DAY), UTC),
  }
}

const UTC = ZoneName.parse('UTC')

/** Every start that can be booked now and lies within the range, ascending; the slot itself may reach beyond. */
export async function openStarts(asking: Asking, bookable: Bookable, query: OfferQuery): Promise<Instant[]> {
  const { range, now } = query
  const offer = await offerOf(asking, bookable, query)
  const reach = { start: range.start, end: instant(range.end + bookable.duration * MINUTE) }
  return offeredSlots(offer, reach, now).filter((start) => start < range.end)
}

/** C2: three starts that can be booked instead, ascending. */
export async function otherStarts(
  asking: Asking,
  bookable: Bookable,
  { wish, ...query }: Omit<OfferQuery, 'range'> & { readonly wish: Instant },
): Promise<Instant[]> {
  const range = alternativesRange(bookable.duration, wish)
  return alternatives(await offerOf(asking, bookable, { range, ...query }), wish, query.now)
}
