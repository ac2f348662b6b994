import type { Rule } from './rule.ts'

/** BYSETPOS: of the starts of one period, in order, those at the rule's positions; all where it names none. */
export function atPositions(rule: Rule, set: readonly number[]): readonly number[] {
  if (rule.positions.length === 0) return set
  const wanted = new Set(rule.positions.map((position) => (position > 0 ? position - 1 : set.length + position)))
  return set.filter((_, i) => wanted.has(i))
}
