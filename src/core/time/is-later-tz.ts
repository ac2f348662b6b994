/** Editions of the tz database: `2026b`, as processes and promises name them; anything else is unknown. */
export type TzEditions = { readonly tz: string; readonly than: string }

const EDITION = /^\d{4}[a-z]+$/

/**
 * T3: whether edition `tz` may tell other wall times than `than` did: it came out later, or one of the two is unknown. One that
 * is older has nothing new to say; it is itself to be renewed.
 */
export function isLaterTz({ tz, than }: TzEditions): boolean {
  if (!EDITION.test(tz) || !EDITION.test(than)) return tz !== than
  // After 2026z would come 2026za.
  return tz > than
}
