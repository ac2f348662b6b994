import type { Override, Series } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import { utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { lengthOf, startOf } from './event-time.ts'
import type { ReadEvent } from './read-event.ts'
import { overrideOf, type ReadOverride } from './read-override.ts'
import type { ImportedAppointment } from './read-report.ts'
import { seriesWithin, type Stretch } from './series-within.ts'

type Piece = { readonly stretch: Stretch; readonly event: ReadEvent }

/**
 * The appointments that a series and its exceptions make. An exception that changes this and all later occurrences ends the
 * series there and begins another one, `{uid}_R{original}` as other calendars name it.
 */
export function seriesPieces(
  base: ReadEvent,
  series: Series,
  overrides: readonly ReadOverride[],
): ImportedAppointment[] {
  const changes = overrides
    .filter((one) => one.future && canContinue(one, base))
    .toSorted((a, b) => (a.original < b.original ? -1 : 1))
  const others = overrides.filter((one) => !changes.includes(one))
  return [undefined, ...changes]
    .map((change, i) => pieceOf(base, change, changes[i]))
    .map((piece) => appointmentOf(piece, series, others))
}

// Only where the new series runs on the clock of the old one; else the exception counts for its own occurrence.
function canContinue({ time, original }: ReadOverride, base: ReadEvent): boolean {
  if (!time || time.kind !== base.time.kind || original <= startOf(base.time)) return false
  return !(time.kind === 'timed' && base.time.kind === 'timed') || time.clock.zone === base.time.clock.zone
}

function pieceOf(base: ReadEvent, change: ReadOverride | undefined, next: ReadOverride | undefined): Piece {
  const until = next && wallAsUtc(next.original)
  if (!change?.time) return { stretch: { from: undefined, until, shift: 0 }, event: base }
  const from = wallAsUtc(change.original)
  const uid = `${base.details.uid}_R${change.original.replaceAll(/[-:]/g, '')}`
  const event = { ...base, time: change.time, details: { ...change.details, uid }, overrides: {} }
  return { stretch: { from, until, shift: wallAsUtc(startOf(change.time)) - from }, event }
}

function appointmentOf({ stretch, event }: Piece, whole: Series, all: readonly ReadOverride[]): ImportedAppointment {
  const within = (wall: WallTime) =>
    wallAsUtc(wall) >= (stretch.from ?? -Infinity) && wallAsUtc(wall) < (stretch.until ?? Infinity)
  const overrides = all.flatMap((one): ReadOverride[] =>
    within(one.original)
      ? [Object.assign({}, one, { original: utcAsWall(wallAsUtc(one.original) + stretch.shift) })]
      : [],
  )
  const series = { ...seriesWithin(whole, stretch), length: lengthOf(event.time) }
  return { ...event.details, series, overrides: overridesOf(event, overrides) }
}

function overridesOf(event: ReadEvent, overrides: readonly ReadOverride[]): Record<WallTime, Override> {
  const all: Record<WallTime, Override> = { ...event.overrides }
  for (const one of overrides) {
    const override = overrideOf(one, event)
    if (Object.keys(override).length > 0) all[one.original] = override
  }
  return all
}
