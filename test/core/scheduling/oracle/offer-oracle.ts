import type { EventType, Limit } from '../../../../src/core/model/event-type.ts'
import { instant, type Interval } from '../../../../src/core/model/instant.ts'
import type { HostBooking, HostHours, HostTime } from '../../../../src/core/scheduling/host-time.ts'
import type { Offer, OfferHost } from '../../../../src/core/scheduling/offer.ts'
import type { SlotQuery } from '../../../../src/core/scheduling/open-slots.ts'
import { askedHosts, modeOf, type Asked } from './asked-hosts.ts'
import { fullTimes } from './full-times.ts'
import { latestDay } from './latest-day.ts'
import { minuteOracle } from './minute-oracle.ts'
import { minuteRuns } from './minute-runs.ts'
import { absentMinutes } from './open-minutes.ts'
import { shownAt, type Window } from './wall-minutes.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1_440

/** Every start that must be offered, ascending: rules S1 to S13 for an event type with all that belongs to it. */
export function offerOracle(offer: Offer, range: Interval, now: number): number[] {
  const { eventType, duration, link } = offer
  if (eventType.status !== 'active' || !eventType.durations.includes(duration)) return []
  if (link && (!link.active || link.eventType !== eventType.id || (link.expiresAt ?? Infinity) <= now)) return []
  if (eventType.category === 'group' && (offer.places ?? 1) > eventType.capacity) return []
  const hosts = askedHosts(offer)
  const [first] = hosts
  if (!first) return []

  const { zone } = first.known.schedule
  const dateOf = (at: number): number => Math.floor(shownAt(zone, Math.floor(at / MINUTE)) / DAY_MINUTES)
  const startsIn = (time: Interval): number[] => minuteOracle(queryOf(offer, [first, ...hosts.slice(1)], time, now))
  const { from, until } = latestDay(eventType.horizon, {
    hours: hoursOf(eventType, first.known),
    today: dateOf(now),
    // The last date of the range counts with all of its slots.
    bookable: () => [...new Set(startsIn(upTo(now, range.end + 2 * DAY_MINUTES * MINUTE)).map(dateOf))],
  })
  return startsIn(range).filter((at) => dateOf(at) >= from && dateOf(at) <= until)
}

function upTo(now: number, end: number): Interval {
  return { start: instant(now), end: instant(Math.max(now, end)) }
}

function queryOf(offer: Offer, hosts: readonly [Asked, ...Asked[]], range: Interval, now: number): SlotQuery {
  const { eventType, duration, places = 1 } = offer
  const { category, step, offset, buffers, fillGaps } = eventType
  const typeZone = hosts[0].known.schedule.zone
  const asked = { ...offer, typeZone, window: windowOf(offer, range) }
  const seats = { eventType: eventType.id, capacity: eventType.capacity, places }
  return {
    range,
    gridZone: eventType.zone ?? typeZone,
    duration,
    step,
    offset,
    buffers,
    fillGaps,
    earliest: instant(now + eventType.notice * MINUTE),
    mode: modeOf(category),
    hosts: hosts.map((host) => hostTime(asked, host)),
    ...(category === 'group' ? { seats } : {}),
  }
}

type AskedTime = Offer & { readonly typeZone: string; readonly window: Window }

function hostTime(asked: AskedTime, { named, known }: Asked): HostTime {
  const hours = hoursOf(asked.eventType, known)
  const standIns = known.absences.flatMap(({ delegate, time }) => {
    const host = asked.hosts.find(({ member }) => member === delegate)
    if (!host || asked.eventType.hosts.some(({ member }) => member === delegate)) return []
    const absent = absentMinutes(hours, time, asked.window)
    return minuteRuns(absent, asked.window.from).map((during) => ({ during, host: ownTime(asked, host) }))
  })
  const { required, group } = named
  return { ...ownTime(asked, known), required, ...(group === undefined ? {} : { group }), standIns }
}

function ownTime(asked: AskedTime, host: OfferHost): HostTime {
  const { eventType, booked } = asked
  const full = [
    ...fullFor(asked, { of: 'host', zone: host.schedule.zone, bookings: host.bookings }),
    ...fullFor(asked, { of: 'type', zone: asked.typeZone, bookings: booked?.ofType ?? [] }),
  ]
  const ofBooker = fullFor(asked, { of: 'booker', zone: asked.typeZone, bookings: booked?.ofBooker ?? [] })
  // S13: one seat more makes no more bookings of the host or the type.
  const sessions = host.bookings.filter((booking) => hasSeats(asked, booking))
  const closed = [...sessions.reduce(without, full), ...ofBooker].flatMap(({ start, end }): number[] => [start, end])
  return { ...hoursOf(eventType, host), busy: host.busy, bookings: host.bookings, full: closed }
}

type Counted = { readonly of: Limit['of']; readonly zone: string; readonly bookings: readonly Interval[] }

function fullFor({ eventType, duration, weekStart, window }: AskedTime, { of, zone, bookings }: Counted): Interval[] {
  return eventType.limits
    .filter((limit) => limit.of === of)
    .flatMap((limit) => fullTimes(limit, { bookings, duration, zone, weekStart, window }))
}

function hasSeats({ eventType, duration, places = 1 }: Offer, booking: HostBooking): boolean {
  if (eventType.category !== 'group' || booking.eventType !== eventType.id) return false
  return booking.end - booking.start === duration * MINUTE && (booking.seats ?? 1) + places <= eventType.capacity
}

function without(times: readonly Interval[], cut: Interval): Interval[] {
  return times.flatMap(({ start, end }) => [
    ...(start < cut.start ? [{ start, end: instant(Math.min(end, cut.start)) }] : []),
    ...(end > cut.end ? [{ start: instant(Math.max(start, cut.end)), end }] : []),
  ])
}

/** S5: the type's own hours in place of the weekly ones; holidays unless the host opted out. */
function hoursOf({ hours }: EventType, { schedule, absences, holidays }: OfferHost): HostHours {
  const { observed, except } = schedule.holidays
  const closed = holidays.filter(({ date }) => observed && !except.includes(date))
  return { ...schedule, weekly: hours ?? schedule.weekly, absences, holidays: closed }
}

/** S12: what is busy before the range decides too. */
function windowOf({ hosts }: Offer, range: Interval): Window {
  const beginnings = hosts.flatMap(({ busy, bookings }) => [...busy.slice(0, 1), ...bookings.map(({ start }) => start)])
  const first = Math.min(range.start, ...beginnings)
  return { from: Math.floor(first / MINUTE) - 3 * DAY_MINUTES, until: Math.ceil(range.end / MINUTE) + 3 * DAY_MINUTES }
}
