/** Where a step of the booking page is. `date`: the open day; `start`: the chosen time, ISO 8601 with offset. */
export type BookingStep = {
  readonly month?: string
  readonly date?: string
  readonly start?: string
  readonly timezone?: string
}

/** The path of the booking page at that step; every step is an address of its own, so that going back works without script. */
export function bookingAddress(slug: string, step: BookingStep = {}): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(step)) if (value !== undefined) query.set(name, value)
  const path = `/book/${slug}/`
  return query.size === 0 ? path : `${path}?${query.toString()}`
}
