import { instant, type Interval } from '../core/model/instant.ts'
import { type BusyIndex, createBusyIndex } from '../core/scheduling/busy-index.ts'
import { wallInterval, WALL_REACH } from './busy-book-clock.ts'
import { gather, type Gathered, type TakenQuery, type TakenTime, takesTime, withBuffers } from './busy-book-taken.ts'

/** What takes time in one document, ready to be asked. */
export type BusyPart = {
  /** How much it keeps, in entries. */
  size(): number
  gather(query: TakenQuery, into: Gathered): void
}

/** Of single appointments, or of shared busy times. */
export type SinglesPart = BusyPart & {
  /** In place of what the key had. */
  put(time: TakenTime): void
  remove(key: string): void
}

type Kind = 'firm' | 'tentative' | 'booked' | 'onWalls'

export function createSinglesPart(taken: readonly TakenTime[]): SinglesPart {
  const byKey = new Map(taken.map((time) => [time.key, time]))
  const byKind = Map.groupBy(byKey.values(), kindOf)
  const indexOf = (kind: Kind): BusyIndex => createBusyIndex(byKind.get(kind)?.map(entryOf))
  const indexes: Record<Kind, BusyIndex> = {
    firm: indexOf('firm'),
    tentative: indexOf('tentative'),
    booked: indexOf('booked'),
    onWalls: indexOf('onWalls'),
  }
  const named = (kind: Kind, { start, end }: Interval): TakenTime[] =>
    indexes[kind].entries(start, end).flatMap(({ key }) => byKey.get(key) ?? [])
  const remove = (key: string): void => {
    const known = byKey.get(key)
    if (known) indexes[kindOf(known)].remove(key)
    byKey.delete(key)
  }

  return {
    size: () => byKey.size,
    remove,
    put(time) {
      remove(time.key)
      byKey.set(time.key, time)
      indexes[kindOf(time)].put(time.key, [entryOf(time)])
    },
    gather(query, into) {
      for (const kind of query.tentativeBlocks ? (['firm', 'tentative'] as const) : (['firm'] as const)) {
        if (into.events) for (const time of named(kind, query.busy)) gather(into, time, instants(time), query)
        else append(into.pairs, indexes[kind].within(query.busy.start, query.busy.end))
      }
      for (const time of named('booked', query.booked)) {
        if (takesTime(time, query)) gather(into, time, instants(time), query)
      }
      for (const time of named('onWalls', readingsOf(query))) {
        if (takesTime(time, query)) gather(into, time, wallInterval(time, query.clock), query)
      }
    },
  }
}

function kindOf({ basis, booking, tentative }: TakenTime): Kind {
  if (basis === 'wall') return 'onWalls'
  if (booking) return 'booked'
  return tentative ? 'tentative' : 'firm'
}

function entryOf(time: TakenTime): Interval & { readonly key: string } {
  const own = instants(time)
  const { start, end } = time.booking ? withBuffers(own, time.booking) : own
  return { key: time.key, start, end }
}

// Of one on a wall they are readings, as if these were UTC.
function instants({ starts, ends }: TakenTime): Interval {
  return { start: instant(starts), end: instant(ends) }
}

/** The readings among which those lie that may touch what is asked for, whatever the zone. */
export function readingsOf({ busy, booked }: Pick<TakenQuery, 'busy' | 'booked'>): Interval {
  return {
    start: instant(Math.min(busy.start, booked.start) - WALL_REACH),
    end: instant(Math.max(busy.end, booked.end) + WALL_REACH),
  }
}

export function append(pairs: number[], more: readonly number[]): void {
  for (const at of more) pairs.push(at)
}
