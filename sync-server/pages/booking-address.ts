import { PUBLIC_PREFIX } from '../../src/core/contract/public-api.ts'
import type { Clock } from '../booking/time-label.ts'

/** Where a type is booked: under a link of its own, or under whoever offers it. */
export type BookingPlace = {
  /** The path of its page, with a slash at the end. */
  readonly base: string
  /** Where the script hears that free times may have changed. */
  readonly events: string
  /** Where a program asks for holds; absent where there are none. */
  readonly holds?: string
}

/** Where a step of the booking page is. `date`: the open day; `start`: the chosen time, ISO 8601 with offset. */
export type BookingStep = {
  readonly month?: string
  readonly date?: string | undefined
  readonly start?: string
  /** Minutes; absent: the type's first. */
  readonly duration?: number | undefined
  readonly timezone?: string
  /** Absent: as is usual where the visitor's language is spoken. */
  readonly clock?: Clock | undefined
}

export function linkPlace(slug: string): BookingPlace {
  const name = encodeURIComponent(slug)
  const base = `/book/${name}/`
  return { base, events: `${base}events`, holds: `${PUBLIC_PREFIX}/links/${name}/holds` }
}

export function organizerPlace({ organizer, type }: { organizer: string; type: string }): BookingPlace {
  const path = `${encodeURIComponent(organizer)}/${encodeURIComponent(type)}`
  return { base: `/${path}/`, events: `/${path}/events`, holds: `${PUBLIC_PREFIX}/organizers/${path}/holds` }
}

/** The page below `base` at that step; every step is an address of its own, so that going back works without script. */
export function bookingAddress(base: string, step: BookingStep = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(step)) if (value !== undefined) query.set(name, String(value))
  return query.size === 0 ? base : `${base}?${query.toString()}`
}
