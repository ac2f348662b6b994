import * as fc from 'fast-check'
import { Absence } from '../../../src/core/model/absence.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { DAY, HOUR, type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import { utcAsWall, wallAsUtc, wallDateOf, wallOf } from '../../../src/core/time/wall-clock.ts'
import { type Clinic, eventType, id, link, schedule, zone } from './booking-world.ts'

// Random practices of four, with everything that shapes what they offer, around one Monday.

const MEMBERS = [1, 2, 3, 4]
const ZONES = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Kathmandu']
/** Weekdays of the three days that are looked at. */
const LOOKED_AT = [1, 2, 3]

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const range = fc
  .tuple(fc.integer({ min: 14, max: 40 }), fc.integer({ min: 1, max: 16 }))
  .map(([start, length]) => ({ start: clock(start * 30), end: clock(Math.min((start + length) * 30, 24 * 60)) }))
const ranges = fc.array(range, { minLength: 1, maxLength: 2 })
const offsetDay = fc.integer({ min: 0, max: 3 })
const maybe = <T>(one: fc.Arbitrary<T>) => fc.array(one, { maxLength: 1 })

const hours = fc.record({
  zone: fc.constantFrom(...ZONES),
  ranges,
  open: maybe(fc.record({ day: offsetDay, ranges })),
  closed: maybe(fc.record({ day: offsetDay, ranges })),
  breaks: maybe(range),
  overrides: maybe(fc.record({ day: offsetDay, ranges: fc.array(range, { maxLength: 2 }) })),
  travel: maybe(fc.record({ day: offsetDay, zone: fc.constantFrom(...ZONES) })),
  observed: fc.boolean(),
  tentativeBlocks: fc.boolean(),
  away: maybe(fc.record({ day: offsetDay, whole: fc.boolean(), delegate: fc.constantFrom(undefined, 4) })),
})

const taken = fc.record({
  calendar: fc.constantFrom(...MEMBERS),
  kind: fc.constantFrom('timed', 'timed', 'timed', 'all-day', 'floating', 'series'),
  start: fc.integer({ min: 12, max: 90 }),
  length: fc.integer({ min: 0, max: 8 }),
  availability: fc.constantFrom('busy', 'busy', 'tentative', 'free'),
})

const type = fc.record({
  category: fc.constantFrom('one-on-one', 'collective', 'round-robin', 'fixed', 'groups', 'group'),
  durations: fc.constantFrom([30], [15, 45], [60, 20]),
  step: fc.constantFrom(15, 20, 25, 45),
  offset: fc.constantFrom(0, 5),
  buffers: fc.record(
    { before: fc.constantFrom(0, 5), after: fc.constantFrom(0, 10), between: fc.constantFrom(20, 60) },
    { requiredKeys: ['before', 'after'] },
  ),
  notice: fc.constantFrom(0, 0, 60, 4_400),
  horizon: fc.constantFrom(
    { kind: 'unlimited' },
    { kind: 'calendar-days', days: 30 },
    { kind: 'calendar-days', days: 4 },
    { kind: 'business-days', days: 2 },
    { kind: 'bookable-days', days: 1 },
  ),
  limits: fc.array(
    fc.record({
      of: fc.constantFrom('host', 'type'),
      measure: fc.constant('count'),
      per: fc.constantFrom('day', 'week'),
      most: fc.integer({ min: 1, max: 3 }),
    }),
    { maxLength: 2 },
  ),
  minutes: maybe(fc.constantFrom(30, 75)),
  fillGaps: fc.boolean(),
  strategy: fc.constantFrom('balanced', 'priority', 'least-recent', 'most-available'),
  ownHours: maybe(ranges),
})

export const clinics = fc.record({
  hosts: fc.tuple(hours, hours, hours, hours),
  taken: fc.array(taken, { maxLength: 10 }),
  type,
  closure: maybe(offsetDay),
})
export type RandomClinic = typeof clinics extends fc.Arbitrary<infer C> ? C : never

/** The practice as it is written down: its type and its link bear the number `run`. */
export function clinicOf(made: RandomClinic, { run, monday }: { run: number; monday: Instant }): Clinic {
  const dateOn = (day: number) => wallDateOf(instant(monday + day * DAY + 6 * HOUR), zone)
  const closures = made.closure.map((day) => ({ from: dateOn(day), until: dateOn(day), name: 'Outing' }))
  return {
    members: MEMBERS.length,
    schedules: made.hosts.map((own, index) => scheduleOf(index + 1, own, dateOn)),
    absences: made.hosts.flatMap((own, index) => absencesOf(index + 1, own, { run, monday, dateOn })),
    eventTypes: [],
    teamTypes: [typeOf(made, run)],
    links: [link(run, { eventType: id(ids.EventTypeId, run) })],
    workspace: { closures },
  }
}

/** What stands in the calendars, as edits of an appointment. */
export function appointmentsOf({ taken: all }: RandomClinic, monday: Instant): Record<string, unknown>[] {
  return all.map(({ calendar, kind, start, length, availability }) => {
    const startsAt = monday + start * 45 * MINUTE
    const reading = wallAsUtc(wallOf(instant(startsAt), zone))
    const [from, until] = [utcAsWall(reading), utcAsWall(reading + length * 30 * MINUTE)]
    const day = from.slice(0, 10)
    const series = { start: from, allDay: false, zone, length: length * 30 * MINUTE, rules: ['FREQ=DAILY;COUNT=3'] }
    const times = {
      timed: { time: { kind, startsAt, endsAt: startsAt + length * 30 * MINUTE, zone } },
      'all-day': { time: { kind, firstDay: day, lastDay: day } },
      floating: { time: { kind, start: from, end: until } },
      series: { time: undefined, series: { ...series, rdates: [], exdates: [] } },
    }
    return { calendar: id(ids.CalendarId, calendar), availability, ...times[kind] }
  })
}

type Hours = RandomClinic['hosts'][number]
type DateOn = (day: number) => string

function scheduleOf(n: number, own: Hours, dateOn: DateOn) {
  const on = (day: number) => ({ kind: 'list', dates: [dateOn(day)] })
  const rules = (kind: 'open' | 'closed') =>
    own[kind].map(({ day, ranges: of }, index) => ({
      id: id(ids.RuleId, n * 10 + index + (kind === 'open' ? 0 : 5)),
      kind,
      dates: on(day),
      ranges: of,
    }))
  return schedule(n, {
    zone: own.zone,
    weekly: LOOKED_AT.map((day) => ({ day, ranges: own.ranges })),
    overrides: own.overrides.map(({ day, ranges: of }) => ({ date: dateOn(day), ranges: of })),
    rules: [...rules('open'), ...rules('closed')],
    breaks: own.breaks.map((one) => ({
      id: id(ids.BreakId, n),
      name: 'Lunch',
      dates: { kind: 'weekly', days: LOOKED_AT },
      ranges: [one],
    })),
    travel: own.travel.map(({ day, zone: away }) => ({ from: dateOn(day), until: dateOn(day), zone: away })),
    holidays: { observed: own.observed, except: [] },
    tentativeBlocks: own.tentativeBlocks,
  })
}

function absencesOf(
  n: number,
  { away }: Hours,
  { run, monday, dateOn }: { run: number; monday: Instant; dateOn: DateOn },
): Absence[] {
  return away.map(({ day, whole, delegate }) => {
    const startsAt = monday + day * DAY + 10 * HOUR
    const dates = { kind: 'dates', from: dateOn(day), until: dateOn(day) }
    return Absence.parse({
      id: id(ids.AbsenceId, run * 10 + n),
      member: id(ids.MemberId, n),
      time: whole ? dates : { kind: 'span', startsAt, endsAt: startsAt + 5 * HOUR },
      reason: 'vacation',
      ...(delegate !== undefined && n !== delegate && { delegate: id(ids.MemberId, delegate) }),
      source: 'manual',
    })
  })
}

function typeOf({ type: made }: RandomClinic, run: number) {
  const { category, minutes, ownHours, limits, ...rest } = made
  const host = (n: number, edit = {}) => ({ member: id(ids.MemberId, n), required: false, weight: n, ...edit })
  const fixed = { required: true }
  const hosts = {
    'one-on-one': [host(1, fixed)],
    group: [host(1, fixed)],
    collective: [host(1, fixed), host(2, fixed)],
    'round-robin': [host(1), host(2), host(3)],
    fixed: [host(1, fixed), host(2), host(3)],
    groups: [host(1, { ...fixed, group: 'a' }), host(2, { ...fixed, group: 'a' }), host(3)],
  }
  return eventType(run, {
    ...rest,
    owner: id(ids.MemberId, 1),
    schedule: id(ids.ScheduleId, 1),
    category: category === 'fixed' || category === 'groups' ? 'round-robin' : category,
    capacity: category === 'group' ? 3 : 1,
    hosts: hosts[category],
    limits: [...limits, ...minutes.map((most) => ({ of: 'type', measure: 'minutes', per: 'day', most }))],
    hours: ownHours.length === 0 ? undefined : LOOKED_AT.map((day) => ({ day, ranges: ownHours[0] })),
  })
}
