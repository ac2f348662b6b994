/** An object as JSON makes it; not an instance of a shared type, not an array. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
}

/** Stands for what is no plain value: shared types, bytes, nesting beyond all use. No schema takes it. */
const NOT_PLAIN = Symbol('not plain')
// Ours are six levels deep at most; a peer's could exhaust the stack.
const DEEPEST = 30

/**
 * A copy as JSON knows it, without the members that are undefined. A copy, because schemas freeze what they read, also
 * what they refuse: frozen, a shared type breaks, and bytes cannot be frozen at all.
 */
export function plainValue(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > DEEPEST) return NOT_PLAIN
  if (Array.isArray(value)) return value.map((item) => plainValue(item, depth + 1))
  if (!isPlainObject(value)) return NOT_PLAIN
  const present = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(present.map(([name, member]) => [name, plainValue(member, depth + 1)]))
}

/** Whether two plain values say the same. The order of members says nothing, nor does one that is undefined. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (Array.isArray(a))
    return Array.isArray(b) && a.length === b.length && a.every((item, at) => sameValue(item, b[at]))
  if (!isPlainObject(a) || !isPlainObject(b)) return false
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => sameValue(a[name], b[name]))
}
