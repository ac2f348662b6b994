import { ZoneName, type WallTime } from '../model/wall.ts'
import type { Series } from '../model/appointment.ts'
import { expandSeries } from '../time/recurrence.ts'
import { wallAsUtc } from '../time/wall-clock.ts'
import { zoneClock } from './file-clock.ts'
import type { EventTime } from './event-time.ts'
import type { ReadEvent } from './read-event.ts'

type TimedEvent = Extract<EventTime, { kind: 'timed' }>

const MOST = 1_000
const CENTURY = 36_525 * 86_400_000
const UTC = zoneClock(ZoneName.parse('UTC'))

/**
 * An event on a clock that no zone has: its instants are kept, told in UTC. A series becomes its single times; one without end
 * stays on the nearest zone. Either is remarked upon. Events on any other clock come back as they are.
 */
export function settledOnUtc(read: ReadEvent): ReadEvent {
  const { time, series } = read
  if (time.kind !== 'timed' || time.clock.exact) return read
  const starts = series ? wallStarts(series) : [time.start]
  if (!starts?.length)
    return { ...read, remarks: [...read.remarks, `no zone has its clock; ${time.clock.zone} comes nearest`] }

  const walls = starts.map((wall) => UTC.wallOf(time.clock.instantOf(wall)))
  const utcTime = { ...time, start: UTC.wallOf(time.startsAt), clock: UTC }
  return {
    ...read,
    time: utcTime,
    series: series && inUtc(series, walls, utcTime),
    overrides: {},
    remarks: [...read.remarks, 'no zone has its clock; its times are kept in UTC'],
  }
}

function inUtc(series: Series, walls: readonly WallTime[], time: TimedEvent): Series {
  const [start = time.start, ...rdates] = walls
  return { ...series, start, zone: time.clock.zone, rules: [], rdates, exdates: [] }
}

/** Undefined: too many, or without end. */
function wallStarts(series: Series): WallTime[] | undefined {
  const from = wallAsUtc(series.start)
  try {
    return expandSeries({ ...series, zone: undefined }, { from, until: from + CENTURY }, MOST).map(
      (one) => one.original,
    )
  } catch {
    return undefined
  }
}
