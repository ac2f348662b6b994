import type { Placeholder, SQL } from 'drizzle-orm'
import { and, eq, gt, gte, lt, or, sql } from 'drizzle-orm'
import type { Interval } from '../../core/model/instant.ts'
import { DAY } from '../../core/model/instant.ts'
import type { Tables } from '../schema.ts'

/** Half-open; milliseconds of wall readings as if they were UTC. */
export type WallSpan = { readonly from: number; readonly until: number }

/** A half-open span, and how far before it a short occurrence may begin that reaches into it. */
type Range<N> = { readonly since: N; readonly from: N; readonly until: N }
/** On both bases. */
type Ranges<N> = { readonly instants: Range<N>; readonly walls: Range<N> }
export type TouchingRanges = Ranges<number | Placeholder>

type AnyRange = TouchingRanges['instants']
type Occurrence = Tables['occurrence']

export function rangesOf(span: Interval, wallSpan: WallSpan): Ranges<number> {
  return { instants: rangeOf(span.start, span.end), walls: rangeOf(wallSpan.from, wallSpan.until) }
}

function rangeOf(from: number, until: number): Range<number> {
  return { since: from - 7 * DAY, from, until }
}

/** For a prepared statement, which is then run with `placeholderValues`. */
export const placeholders: Ranges<Placeholder> = {
  instants: { since: sql.placeholder('since'), from: sql.placeholder('from'), until: sql.placeholder('until') },
  walls: {
    since: sql.placeholder('wallSince'),
    from: sql.placeholder('wallFrom'),
    until: sql.placeholder('wallUntil'),
  },
}

export function placeholderValues({ instants, walls }: Ranges<number>): Record<string, number> {
  return { ...instants, wallSince: walls.since, wallFrom: walls.from, wallUntil: walls.until }
}

/** Conditions for the occurrences that touch them: both bases, short and long. Each is one range of `starts` in the index. */
export function touching(t: Occurrence, { instants, walls }: TouchingRanges) {
  return [
    short(t, 'instant', instants),
    long(t, 'instant', instants),
    short(t, 'wall', walls),
    long(t, 'wall', walls),
  ] as const
}

function short(t: Occurrence, basis: 'instant' | 'wall', { since, from, until }: AnyRange): SQL | undefined {
  return and(eq(t.basis, basis), eq(t.long, false), gte(t.starts, since), lt(t.starts, until), endsIn(t, from))
}

function long(t: Occurrence, basis: 'instant' | 'wall', { from, until }: AnyRange): SQL | undefined {
  return and(eq(t.basis, basis), eq(t.long, true), lt(t.starts, until), endsIn(t, from))
}

// One without length belongs to the span in which it starts.
function endsIn(t: Occurrence, from: AnyRange['from']): SQL | undefined {
  return or(gt(t.ends, from), gte(t.starts, from))
}
