/** Attempts to book from one address: more than an office behind one address needs, and too few to empty a calendar with. */
export const BOOKINGS_PER_MINUTE = { max: 120, timeWindow: 60_000 } as const
