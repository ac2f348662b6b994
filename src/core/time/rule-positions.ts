import type { Rule } from './rule.ts'

/** BYSETPOS: which of the `count` starts of one period the rule takes, counted from 0, in order; all where it names none. */
export function positionsOf({ positions }: Rule, count: number): number[] {
  if (positions.length === 0) return Array.from({ length: count }, (_, n) => n)
  const wanted = new Set(positions.map((position) => (position > 0 ? position - 1 : count + position)))
  return [...wanted].filter((n) => n >= 0 && n < count).toSorted((a, b) => a - b)
}
