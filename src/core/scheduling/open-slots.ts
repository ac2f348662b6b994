import type { Buffers } from '../model/event-type.ts'
import type { EventTypeId } from '../model/ids.ts'
import { instant, MINUTE, type Instant, type Interval } from '../model/instant.ts'
import type { ZoneName } from '../model/wall.ts'
import { gapStarts } from './gap-starts.ts'
import { gridStarts } from './grid-starts.ts'
import type { HostTime } from './host-time.ts'
import { needsOf, type SlotMode } from './needs.ts'
import { teamStarts } from './team-starts.ts'

/** All minutes are whole; `step` and `duration` at least 1. */
export type SlotQuery = {
  /** Every slot lies wholly inside. */
  readonly range: Interval
  /** Whose midnight the grid is counted from (S2). */
  readonly gridZone: ZoneName
  readonly duration: number
  readonly step: number
  readonly offset?: number
  readonly buffers: Buffers
  /** No start before it. */
  readonly earliest?: Instant
  /** No start after it. */
  readonly latestStart?: Instant
  readonly mode: SlotMode
  readonly hosts: readonly HostTime[]
  /** S12: starts also follow right on what is busy or booked. */
  readonly fillGaps?: boolean
  /** S13: of a group type; `places` are asked for. */
  readonly seats?: Seats
}

export type Seats = { readonly eventType: EventTypeId; readonly capacity: number; readonly places: number }

/**
 * Every start that can be booked, ascending: S2 to S10, S12 and S13. Pure: the same inputs give the same slots in every process
 * (S16). Hours, busy times and the range become spans of possible starts first; the grid is laid over them last.
 */
export function openSlots(query: SlotQuery): Instant[] {
  const { range, duration, earliest, latestStart } = query
  const start = Math.max(range.start, earliest ?? range.start)
  const last = Math.min(range.end - duration * MINUTE, latestStart ?? range.end)
  const needs = needsOf(query.mode, query.hosts)
  // Nobody is never free.
  if (start > last || needs.length === 0) return []
  const open = teamStarts(query, needs, { start, end: last + 1 })
  const onGrid = gridStarts(open, query)
  if (!query.fillGaps) return onGrid
  const all = new Set<number>([...onGrid, ...gapStarts(query, needs, open)])
  return [...all].toSorted((a, b) => a - b).map(instant)
}
