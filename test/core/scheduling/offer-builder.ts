import { Absence } from '../../../src/core/model/absence.ts'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { Holiday } from '../../../src/core/model/holiday.ts'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import { MemberId } from '../../../src/core/model/ids.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import type { HostBooking } from '../../../src/core/scheduling/host-time.ts'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offer.ts'
import { spansOf, type Spans } from '../../../src/core/time/spans.ts'

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const at = (text: string): Instant => instant(Date.parse(text))
export const time = (start: string, end: string): Interval => ({ start: at(start), end: at(end) })
export const iso = (starts: readonly Instant[]): string[] =>
  starts.map((start) => new Date(start).toISOString().replace(':00.000Z', 'Z'))
export const member = (n: number): MemberId => MemberId.parse(id(n))
export const busy = (...spans: [string, string][]): Spans => spansOf(spans.map(([start, end]) => time(start, end)))

/** A booking without buffers, of no particular type. */
export function booking(start: string, end: string, given: Partial<HostBooking> = {}): HostBooking {
  return { ...time(start, end), buffers: { before: 0, after: 0 }, ...given }
}

/** Monday to Friday 09:00-12:00 in Berlin. */
export function schedule(n: number, given: Record<string, unknown> = {}): Schedule {
  const ranges = [{ start: '09:00', end: '12:00' }]
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges }))
  const usual = { id: id(100 + n), member: id(n), name: 'Week', zone: 'Europe/Berlin', weekly, overrides: [] }
  return Schedule.parse({ ...usual, ...given })
}

export function offerHost(n: number, given: Partial<OfferHost> = {}): OfferHost {
  const nothing = { holidays: [], absences: [], busy: [], bookings: [] }
  return { member: member(n), schedule: schedule(n), ...nothing, ...given }
}

/** Whole dates, both included. */
export function absence(n: number, from: string, until: string, delegate?: number): Absence {
  return Absence.parse({
    id: id(400 + n),
    member: id(n),
    time: { kind: 'dates', from, until },
    reason: 'vacation',
    delegate: delegate === undefined ? undefined : id(delegate),
    source: 'manual',
  })
}

export const holiday = (date: string): Holiday => Holiday.parse({ date, name: 'Holiday', source: 'country' })

/** Hourly slots of an hour with member 1, no notice, no horizon, no buffers. */
export function eventType(given: Record<string, unknown> = {}): EventType {
  return EventType.parse({
    id: id(200),
    owner: id(1),
    name: 'Consultation',
    slug: 'consultation',
    description: '',
    category: 'one-on-one',
    durations: [60],
    step: 60,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 0,
    horizon: { kind: 'unlimited' },
    schedule: id(101),
    hosts: [{ member: id(1), required: true }],
    locations: [],
    questions: [],
    colour: '#336699',
    private: false,
    status: 'active',
    ...given,
  })
}

export function link(given: Record<string, unknown> = {}): BookingLink {
  return BookingLink.parse({ id: id(300), eventType: id(200), slug: 'meet', active: true, ...given })
}

/** Weeks begin on Monday. */
export function offer(given: Partial<Offer> = {}): Offer {
  return { eventType: eventType(), duration: 60, weekStart: 1, hosts: [offerHost(1)], ...given }
}
