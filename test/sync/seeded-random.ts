/** What a history draws by lot: the same seed, the same history. */
export type Random = {
  /** A whole number in [0, n). */
  below(n: number): number
  /** True in `percent` of a hundred. */
  chance(percent: number): boolean
  pick<T>(items: readonly T[]): T | undefined
}

/** Mulberry32. */
export function seededRandom(seed: number): Random {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (n: number): number => next() % n
  return { below, chance: (percent) => below(10_000) < percent * 100, pick: (items) => items[below(items.length || 1)] }
}
