/** How often something may go wrong, per key (an address, an e-mail), within a window that moves along. */
export type Attempts = {
  isSpent(key: string): boolean
  count(key: string): void
}

const MOST_KEYS = 20_000

/** `now`: milliseconds. In memory: a restart forgets, and every process counts for itself. */
export function createAttempts(limit: {
  readonly most: number
  readonly withinMs: number
  readonly now: () => number
}): Attempts {
  const counted = new Map<string, number[]>()

  const recent = (key: string): number[] => {
    const since = limit.now() - limit.withinMs
    return (counted.get(key) ?? []).filter((at) => at > since)
  }
  return {
    isSpent: (key) => recent(key).length >= limit.most,
    count: (key) => {
      const times = [...recent(key), limit.now()].slice(-limit.most)
      // The one counted last stands last: under a flood of keys those counted longest ago are forgotten.
      counted.delete(key)
      counted.set(key, times)
      const [oldest] = counted.size > MOST_KEYS ? counted.keys() : []
      if (oldest !== undefined) counted.delete(oldest)
    },
  }
}
