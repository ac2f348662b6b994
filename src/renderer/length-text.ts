const PARTS = [
  ['day', 1_440],
  ['hour', 60],
  ['minute', 1],
] as const

/** A length in the words and plurals of a locale: `45 minutes`, `1 hour, 30 minutes`, `2 days`. */
export function lengthText(minutes: number, locale: string): string {
  let rest = minutes
  const parts = PARTS.flatMap(([unit, size]) => {
    const count = Math.floor(rest / size)
    rest -= count * size
    const isOnly = unit === 'minute' && minutes === 0
    return count > 0 || isOnly ? [{ unit, count }] : []
  })
  const words = parts.map(({ unit, count }) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count),
  )
  return new Intl.ListFormat(locale, { type: 'unit' }).format(words)
}
