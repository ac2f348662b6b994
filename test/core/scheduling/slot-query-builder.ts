import type { Buffers } from '../../../src/core/model/event-type.ts'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import { ClockTime, ZoneName } from '../../../src/core/model/wall.ts'
import type { HostBooking, HostTime } from '../../../src/core/scheduling/host-time.ts'
import { openSlots, type SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import type { Spans } from '../../../src/core/time/spans.ts'

export const at = (text: string): Instant => instant(Date.parse(text))
export const time = (start: string, end: string): { start: Instant; end: Instant } => ({
  start: at(start),
  end: at(end),
})
/** On Friday 2026-11-20 in UTC. */
export const span = (start: string, end: string): Spans => [at(`2026-11-20T${start}Z`), at(`2026-11-20T${end}Z`)]
export const booked = (start: string, end: string, buffers: Buffers): HostBooking => ({
  ...time(`2026-11-20T${start}Z`, `2026-11-20T${end}Z`),
  buffers,
})
export const hours = (text: string): { start: ClockTime; end: ClockTime } => {
  const [start, end] = text.split('-')
  return { start: ClockTime.parse(start), end: ClockTime.parse(end) }
}
export const daily = (...ranges: string[]): HostTime['weekly'] =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: ranges.map(hours) }))

export function host(given: Partial<Omit<HostTime, 'zone'>> & { zone?: string } = {}): HostTime {
  const { zone = 'UTC', ...rest } = given
  return {
    zone: ZoneName.parse(zone),
    weekly: daily('09:00-12:00'),
    overrides: [],
    rules: [],
    breaks: [],
    travel: [],
    absences: [],
    holidays: [],
    busy: [],
    bookings: [],
    full: [],
    ...rest,
  }
}

export type Given = Partial<Omit<SlotQuery, 'gridZone'>> & { gridZone?: string }

/** Friday 2026-11-20 in UTC, hourly, one host. */
export function query({ gridZone = 'UTC', ...given }: Given = {}): SlotQuery {
  return {
    range: time('2026-11-20T00:00Z', '2026-11-21T00:00Z'),
    gridZone: ZoneName.parse(gridZone),
    duration: 60,
    step: 60,
    buffers: { before: 0, after: 0 },
    mode: 'single',
    hosts: [host()],
    ...given,
  }
}

export const starts = (given: Given): string[] =>
  openSlots(query(given)).map((start) => new Date(start).toISOString().slice(11, 16))
