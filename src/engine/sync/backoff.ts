const FIRST = 500
const LONGEST = 10_000

/**
 * How long to wait before the next try, in milliseconds, after `failures` in a row (from 1): doubling up to ten seconds.
 * `random` is in [0, 1): half of the wait is drawn by lot, so that the desks of a firm do not all come back at once.
 */
export function backoff(failures: number, random: number): number {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 10))
  return Math.round(longest / 2 + (longest / 2) * random)
}
