import { DAY, type Instant, MINUTE } from '../model/instant.ts'
import type { WallDate, ZoneName } from '../model/wall.ts'
import { twoDigits } from './civil-date.ts'
import { isoWithOffset, wallDateOf } from './wall-clock.ts'
import { offsetSpans, type OffsetSpan } from './zone-offset.ts'

/** `isoWithOffset` and `wallDateOf` of one zone, many times as fast where moments come day after day. */
export type IsoWriter = {
  iso(at: Instant): string
  date(at: Instant): WallDate
}

/** A stretch [from, until) of one date with one offset. */
type DayPart = {
  readonly from: number
  readonly until: number
  readonly date: WallDate
  /** When its clocks show 00:00, or would. */
  readonly midnight: number
  /** What follows the date, by minute since midnight. */
  readonly clocks: readonly string[]
}

const NEVER = { from: 0, until: 0, offset: 0 }
const YEAR = 366 * DAY

export function isoWriter(zone: ZoneName): IsoWriter {
  let span: OffsetSpan = NEVER
  let part: DayPart | undefined

  const dayPartAt = (at: Instant): DayPart => {
    if (part && at >= part.from && at < part.until) return part
    if (at < span.from || at >= span.until) span = offsetSpans(zone, at, at + YEAR)[0] ?? NEVER
    const { offset } = span
    const midnight = Math.floor((at + offset) / DAY) * DAY - offset
    const from = Math.max(midnight, span.from)
    const until = Math.min(midnight + DAY, span.until)
    part = { from, until, date: wallDateOf(at, zone), midnight, clocks: clocksAt(offset) }
    return part
  }
  return {
    date: (at) => dayPartAt(at).date,
    iso(at) {
      const { date, midnight, clocks } = dayPartAt(at)
      const clock = clocks[(at - midnight) / MINUTE]
      return clock === undefined ? isoWithOffset(at, zone) : date + clock
    },
  }
}

// Made once for each of the few dozen offsets that there are.
const clocksByOffset = new Map<number, readonly string[]>()

/** Of each minute of a day, with the offset. Local mean times have seconds and are written one by one. */
function clocksAt(offset: number): readonly string[] {
  const known = clocksByOffset.get(offset)
  if (known) return known
  const clocks =
    offset % MINUTE === 0 ? CLOCKS.map((clock) => `T${clock}:00${offset < 0 ? '-' : '+'}${clockOf(offset)}`) : []
  clocksByOffset.set(offset, clocks)
  return clocks
}

function clockOf(offset: number): string {
  return CLOCKS[Math.abs(offset) / MINUTE] ?? ''
}

const CLOCKS = Array.from(
  { length: DAY / MINUTE },
  (_, minute) => `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`,
)
