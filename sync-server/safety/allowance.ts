/** `most` at once, and as many again within `withinMs`, evenly. */
export type Rate = { readonly most: number; readonly withinMs: number }

/** What each key may still do. */
export type Allowance = {
  /** Milliseconds until one more is allowed; 0: now. */
  wait(key: string): number
  /** Counts one, allowed or not. */
  take(key: string): void
}

const MOST_KEYS = 50_000

/**
 * One number for each key (the generic cell rate algorithm): until when what it took is paid back. In memory: a restart
 * forgets, and every process counts for itself. `now`: milliseconds of a clock that only goes forward.
 */
export function createAllowance({ most, withinMs }: Rate, now: () => number): Allowance {
  const each = withinMs / most
  const paidBack = new Map<string, number>()

  const debt = (key: string): number => Math.max((paidBack.get(key) ?? 0) - now(), 0)
  return {
    wait: (key) => Math.max(debt(key) + each - withinMs, 0),
    take: (key) => {
      const until = now() + debt(key) + each
      // Who took last stands last: under a flood of keys those who have been quiet longest are forgotten.
      paidBack.delete(key)
      paidBack.set(key, until)
      const [quietest] = paidBack.size > MOST_KEYS ? paidBack.keys() : []
      if (quietest !== undefined) paidBack.delete(quietest)
    },
  }
}
