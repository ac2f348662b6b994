import { WallDate, type ZoneName } from '../model/wall.ts'
import { addDays, utcAsWall, weekdayOf } from '../time/wall-clock.ts'
import { offsetSpans } from '../time/zone-offset.ts'
import type { Span } from './zone-match.ts'

/** A change of the clocks: the local reading at which it happens, and the offsets around it (ms east of UTC). */
type Change = { readonly local: string; readonly at: number; readonly before: number; readonly after: number }
type Run = { readonly changes: readonly Change[]; readonly rules: readonly string[] }

const SHORTEST_RUN = 3
const YEAR = 366 * 86_400_000
const DAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

/**
 * The lines of a VTIMEZONE (RFC 5545 3.6.5) that says what the clocks of `zone` show over `span` (epoch ms). Changes that
 * follow one rule to the end of it go on by that rule afterwards.
 */
export function zoneBlock(zone: ZoneName, tzid: string, span: Span): string[] {
  const spans = offsetSpans(zone, span.from, span.until)
  const first = spans[0]?.offset ?? 0
  const changes = spans.slice(1).map((one, i): Change => {
    const before = spans[i]?.offset ?? first
    return { local: compact(one.from + before), at: one.from, before, after: one.offset }
  })
  const beginning = {
    changes: [{ local: compact(span.from + first), at: span.from, before: first, after: first }],
    rules: [],
  }
  const observances = [beginning, ...runsOf(changes)].flatMap((run) => observance(run, span.until - YEAR))
  return ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...observances, 'END:VTIMEZONE']
}

/** A rule that still held after `lately` goes on. */
function observance({ changes, rules }: Run, lately: number): string[] {
  const [first, last] = [changes[0], changes.at(-1)]
  if (!first || !last) return []
  const name = first.after > first.before ? 'DAYLIGHT' : 'STANDARD'
  const until = last.at >= lately ? '' : `;UNTIL=${compact(last.at)}Z`
  const rule = changes.length > 1 && rules[0] ? [`RRULE:${rules[0]}${until}`] : []
  return [
    `BEGIN:${name}`,
    `DTSTART:${first.local}`,
    ...rule,
    `TZOFFSETFROM:${offsetText(first.before)}`,
    `TZOFFSETTO:${offsetText(first.after)}`,
    `END:${name}`,
  ]
}

/** Changes of one kind in years on end that a single rule names; those that no rule names stand alone. */
function runsOf(changes: readonly Change[]): Run[] {
  const kinds = Map.groupBy(changes, (change) => `${change.before}/${change.after}/${change.local.slice(8)}`)
  return [...kinds.values()].flatMap((kind) => runsOfKind(kind)).flatMap((run) => (isLong(run) ? run : singles(run)))
}

function runsOfKind(changes: readonly Change[]): Run[] {
  const runs: Run[] = []
  for (const change of changes) {
    const last = runs.at(-1)
    const follows = Number(last?.changes.at(-1)?.local.slice(0, 4)) + 1 === Number(change.local.slice(0, 4))
    const rules = rulesFor(change).filter((rule) => last?.rules.includes(rule))
    if (last && follows && rules.length > 0) runs[runs.length - 1] = { changes: [...last.changes, change], rules }
    else runs.push({ changes: [change], rules: rulesFor(change) })
  }
  return runs
}

function isLong(run: Run): boolean {
  return run.changes.length >= SHORTEST_RUN
}

function singles(run: Run): Run[] {
  return run.changes.map((change) => ({ changes: [change], rules: [] }))
}

/** `the last Sunday of March`, `the second Sunday of March`: every rule that names this very day. */
function rulesFor({ local }: Change): string[] {
  const date = WallDate.parse(`${local.slice(0, 4)}-${local.slice(4, 6)}-${local.slice(6, 8)}`)
  const month = Number(local.slice(4, 6))
  const isLast = addDays(date, 7).slice(5, 7) !== date.slice(5, 7)
  const places = [...(isLast ? [-1] : []), Math.ceil(Number(local.slice(6, 8)) / 7)]
  return places.map((place) => `FREQ=YEARLY;BYMONTH=${month};BYDAY=${place}${DAYS[weekdayOf(date)]}`)
}

function compact(ms: number): string {
  return utcAsWall(ms).replaceAll(/[-:]/g, '')
}

function offsetText(offset: number): string {
  const seconds = Math.abs(offset) / 1_000
  const parts = [
    Math.floor(seconds / 3_600),
    Math.floor(seconds / 60) % 60,
    ...(seconds % 60 === 0 ? [] : [seconds % 60]),
  ]
  return `${offset < 0 ? '-' : '+'}${parts.map((part) => String(part).padStart(2, '0')).join('')}`
}
