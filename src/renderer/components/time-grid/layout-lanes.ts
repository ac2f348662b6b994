import type { MinuteSpan } from './grid-model.ts'

export type Laned<T> = {
  readonly item: T
  readonly lane: number
  readonly lanes: number
  /** Lanes it spreads over. */ readonly spread: number
}
export type Crowd<T> = MinuteSpan & { readonly items: readonly T[]; readonly lane: number; readonly lanes: number }
export type LaneLayout<T> = { readonly placed: readonly Laned<T>[]; readonly crowds: readonly Crowd<T>[] }

type Options = {
  readonly maxLanes: number
  /** An event is drawn at least this many minutes tall. */ readonly minLength: number
}
type Entry<T> = MinuteSpan & { readonly item: T }
type Lane<T> = Entry<T>[]

/**
 * Side by side what overlaps: every event takes the first lane that is free, and spreads to the right over lanes that stay
 * free beside it. What would need a lane beyond `maxLanes` gathers into crowds in the last lane. Stable: by start, longer first.
 */
export function layoutLanes<T extends MinuteSpan>(items: readonly T[], options: Options): LaneLayout<T> {
  const entries = items
    .map((item) => ({ item, from: item.from, to: Math.max(item.to, item.from + options.minLength) }))
    .sort((a, b) => a.from - b.from || b.to - a.to)
  const layouts = clustersOf(entries).map((cluster) => layoutCluster(cluster, options.maxLanes))
  return { placed: layouts.flatMap((l) => l.placed), crowds: layouts.flatMap((l) => l.crowds) }
}

/** Runs of entries that hang together by overlapping. */
function clustersOf<T>(entries: readonly Entry<T>[]): Entry<T>[][] {
  const clusters: Entry<T>[][] = []
  let end = -Infinity
  for (const entry of entries) {
    const cluster = clusters.at(-1)
    if (cluster && entry.from < end) cluster.push(entry)
    else clusters.push([entry])
    end = entry.from < end ? Math.max(end, entry.to) : entry.to
  }
  return clusters
}

function layoutCluster<T>(cluster: readonly Entry<T>[], maxLanes: number): LaneLayout<T> {
  const lanes = lanesOf(cluster)
  if (lanes.length <= maxLanes) return { placed: placedIn(lanes, lanes, lanes.length), crowds: [] }
  const shown = lanes.slice(0, maxLanes - 1)
  const crowded = lanes.slice(maxLanes - 1).flat()
  return { placed: placedIn(shown, lanes, maxLanes), crowds: crowdsOf(crowded, maxLanes) }
}

function lanesOf<T>(cluster: readonly Entry<T>[]): Lane<T>[] {
  const lanes: Lane<T>[] = []
  for (const entry of cluster) {
    const free = lanes.find((lane) => (lane.at(-1)?.to ?? -Infinity) <= entry.from)
    if (free) free.push(entry)
    else lanes.push([entry])
  }
  return lanes
}

function placedIn<T>(shown: readonly Lane<T>[], all: readonly Lane<T>[], lanes: number): Laned<T>[] {
  return shown.flatMap((entries, lane) =>
    entries.map((entry) => {
      const blocked = all.findIndex((others, at) => at > lane && others.some((other) => overlaps(other, entry)))
      // Lanes that are not shown are the crowd's: it stands in the first of them.
      const end = blocked === -1 ? lanes : Math.min(blocked, shown.length)
      return { item: entry.item, lane, lanes, spread: end - lane }
    }),
  )
}

function overlaps(a: MinuteSpan, b: MinuteSpan): boolean {
  return a.from < b.to && b.from < a.to
}

function crowdsOf<T>(entries: readonly Entry<T>[], lanes: number): Crowd<T>[] {
  const sorted = entries.toSorted((a, b) => a.from - b.from)
  return clustersOf(sorted).map((cluster) => ({
    from: Math.min(...cluster.map((entry) => entry.from)),
    to: Math.max(...cluster.map((entry) => entry.to)),
    items: cluster.map((entry) => entry.item),
    lane: lanes - 1,
    lanes,
  }))
}
