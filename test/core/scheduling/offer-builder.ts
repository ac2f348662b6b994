import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { instant, type Instant, type Interval } from '../../../src/core/model/instant.ts'
import { MemberId } from '../../../src/core/model/ids.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import type { Offer, OfferHost } from '../../../src/core/scheduling/offered-slots.ts'

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const at = (text: string): Instant => instant(Date.parse(text))
export const time = (start: string, end: string): Interval => ({ start: at(start), end: at(end) })
export const iso = (starts: readonly Instant[]): string[] =>
  starts.map((start) => new Date(start).toISOString().replace(':00.000Z', 'Z'))
export const member = (n: number): MemberId => MemberId.parse(id(n))

/** Monday to Friday 09:00-12:00 in Berlin. */
export function offerHost(n: number, given: Partial<OfferHost> = {}): OfferHost {
  const ranges = [{ start: '09:00', end: '12:00' }]
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges }))
  const schedule = { id: id(100 + n), member: id(n), name: 'Week', zone: 'Europe/Berlin', weekly, overrides: [] }
  return { member: member(n), schedule: Schedule.parse(schedule), busy: [], bookings: [], ...given }
}

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

export function offer(given: Partial<Offer> = {}): Offer {
  return { eventType: eventType(), duration: 60, hosts: [offerHost(1)], ...given }
}
