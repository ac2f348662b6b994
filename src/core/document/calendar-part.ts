import type { AppointmentTime, Series } from '../model/appointment.ts'
import { utcAsWall } from '../time/wall-clock.ts'

// The first and the last moment with a year of four digits: what lies beyond has its home at the edge.
const FIRST = -62_167_219_200_000
const LAST = 253_402_300_799_999

/** The UTC quarter of a single appointment's first start, as in `2026-q4`; a wall reading counts as if it were UTC. */
export function partOf(first: { readonly startsAt: number } | string): string {
  const wall = typeof first === 'string' ? first : readingOf(first.startsAt)
  const quarter = Math.ceil(Number(wall.slice(5, 7)) / 3)
  return `${wall.slice(0, 4)}-q${quarter}`
}

/** The part of a calendar in which a new appointment makes its home: `series` or a quarter. */
export function homePart(first: {
  readonly time?: AppointmentTime | undefined
  readonly series?: Series | undefined
}): string {
  return first.time === undefined ? 'series' : partOf(firstReading(first.time))
}

/** Its UTC month, as in `2026-11`: where it goes when its quarter is full. */
export function monthPart(time: AppointmentTime): string {
  return firstReading(time).slice(0, 7)
}

function firstReading(time: AppointmentTime): string {
  switch (time.kind) {
    case 'timed':
      return readingOf(time.startsAt)
    case 'all-day':
      return time.firstDay
    case 'floating':
      return time.start
  }
}

function readingOf(startsAt: number): string {
  return utcAsWall(Math.min(Math.max(startsAt, FIRST), LAST))
}
