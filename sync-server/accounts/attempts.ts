/** How often something may go wrong, per key (an address, an e-mail), within a window that moves along. */
export type Attempts = {
  isSpent(key: string): boolean
  count(key: string): void
}

const MOST_KEYS = 20_000

/** `now`: milliseconds. In memory: a restart forgets, and every process counts for itself. */
export function createAttempts(limit: { readonly most: number; readonly withinMs: number; readonly now: () => number }): Attempts {
  const counted = new Map<string, number[]>()

  const recent = (key: string): number[] => {
    const since = limit.now() - limit.withinMs
    return (counted.get(key) ?? []).filter((at) => at > since)
  }
  const forgetOld = (): void => {
    for (const key of counted.keys()) if (recent(key).length === 0) counted.delete(key)
    // Under a flood of keys the oldest go: better to forget some than to run out of memory.
    for (const key of counted.keys()) {
      if (counted.size < MOST_KEYS) return
      counted.delete(key)
    }
  }
  return {
    isSpent: (key) => recent(key).length >= limit.most,
    count: (key) => {
      if (counted.size >= MOST_KEYS) forgetOld()
      counted.set(key, [...recent(key), limit.now()].slice(-limit.most))
    },
  }
}
