/** Pairs of a start and an end, sorted by start. What ends before it starts is left out. */
export function sortedPairs(pairs: readonly number[]): readonly number[] {
  const spread = spreadOut(withoutInverted(pairs))
  return sortedByInsertion(spread) ? spread : sortedByComparing(spread)
}

function withoutInverted(pairs: readonly number[]): readonly number[] {
  const isInverted = (i: number): boolean => (pairs[i + 1] ?? 0) < (pairs[i] ?? 0)
  for (let i = 0; i < pairs.length; i += 2) {
    if (isInverted(i)) return pairs.filter((_, at) => !isInverted(at - (at % 2)))
  }
  return pairs
}

/** Into as many buckets as there are pairs. Busy times are spread well enough that few of them have to move on from there. */
function spreadOut(pairs: readonly number[]): number[] {
  const [least, most] = reachOf(pairs)
  const count = pairs.length >> 1
  const scale = most > least ? (count - 1) / (most - least) : 0
  // Where the next pair of a bucket goes.
  const next = new Int32Array(count + 1)
  for (let i = 0; i < pairs.length; i += 2) {
    const bucket = bucketOf(pairs[i] ?? 0, least, scale)
    next[bucket + 1] = (next[bucket + 1] ?? 0) + 2
  }
  for (let i = 1; i < count; i++) next[i] = (next[i] ?? 0) + (next[i - 1] ?? 0)
  const spread = [...pairs]
  for (let i = 0; i < pairs.length; i += 2) {
    const bucket = bucketOf(pairs[i] ?? 0, least, scale)
    const to = next[bucket] ?? 0
    next[bucket] = to + 2
    spread[to] = pairs[i] ?? 0
    spread[to + 1] = pairs[i + 1] ?? 0
  }
  return spread
}

function bucketOf(start: number, least: number, scale: number): number {
  return Math.floor((start - least) * scale)
}

function reachOf(pairs: readonly number[]): readonly [least: number, most: number] {
  let least = Infinity
  let most = -Infinity
  for (let i = 0; i < pairs.length; i += 2) {
    const start = pairs[i] ?? 0
    if (start < least) least = start
    if (start > most) most = start
  }
  return [least, most]
}

// Beyond so many moves a pair comparing is cheaper: the times crowd together somewhere.
const MOVES_PER_PAIR = 12

/** In place; false, if it was given up. */
function sortedByInsertion(pairs: number[]): boolean {
  let moves = (pairs.length >> 1) * MOVES_PER_PAIR
  for (let i = 2; i < pairs.length; i += 2) {
    const start = pairs[i] ?? 0
    const end = pairs[i + 1] ?? 0
    let to = i
    for (; to > 0 && (pairs[to - 2] ?? 0) > start; to -= 2) {
      pairs[to] = pairs[to - 2] ?? 0
      pairs[to + 1] = pairs[to - 1] ?? 0
      moves--
    }
    pairs[to] = start
    pairs[to + 1] = end
    if (moves < 0) return false
  }
  return true
}

function sortedByComparing(pairs: readonly number[]): number[] {
  const order = pairs.flatMap((_, i) => (i % 2 === 0 ? i : []))
  order.sort((a, b) => (pairs[a] ?? 0) - (pairs[b] ?? 0))
  return order.flatMap((i) => [pairs[i] ?? 0, pairs[i + 1] ?? 0])
}
