import type { AppointmentTime, Series } from '../model/appointment.ts'
import { utcAsWall } from '../time/wall-clock.ts'

// The first and the last moment with a year of four digits: what lies beyond has its home at the edge.
const FIRST = -62_167_219_200_000
const LAST = 253_402_300_799_999

/** The UTC quarter of a single appointment's first start, as in `2026-q4`; a wall reading counts as if it were UTC. */
export function partOf(first: { readonly startsAt: number } | string): string {
  const wall = typeof first === 'string' ? first : utcAsWall(Math.min(Math.max(first.startsAt, FIRST), LAST))
  const quarter = Math.ceil(Number(wall.slice(5, 7)) / 3)
  return `${wall.slice(0, 4)}-q${quarter}`
}

/** The document of a calendar in which a new appointment makes its home, for life: `series` or a quarter. */
export function homePart(first: {
  readonly time?: AppointmentTime | undefined
  readonly series?: Series | undefined
}): string {
  if (first.time === undefined) return 'series'
  switch (first.time.kind) {
    case 'timed':
      return partOf(first.time)
    case 'all-day':
      return partOf(first.time.firstDay)
    case 'floating':
      return partOf(first.time.start)
  }
}
