import { BreakId, EventTypeId } from '../../../src/core/model/ids.ts'
import { instant, type Interval } from '../../../src/core/model/instant.ts'
import { ClockRange, ScheduleRule } from '../../../src/core/model/schedule.ts'
import { WallDate, ZoneName } from '../../../src/core/model/wall.ts'
import type { HostTime } from '../../../src/core/scheduling/host-time.ts'
import type { SlotQuery } from '../../../src/core/scheduling/open-slots.ts'
import type { ClockChange } from './clock-changes.ts'
import { nameOf } from './oracle/dates.ts'
import { uuid } from './oracle/random-values.ts'

const MINUTE = 60_000
const TYPE = EventTypeId.parse(uuid(200))

/** Eight schedules laid over one change of the clock, from a day before it to a day after. */
export function changedClockCases(change: ClockChange): Record<string, SlotQuery> {
  const { earlier, later } = wallsOf(change)
  const night = [between(earlier - 95, later + 125)]
  const broken = [
    between(0, earlier - 15),
    between(earlier - 10, later - 20),
    between(earlier + 10, later + 70),
    between(540, 1_020),
  ]
  const whole = [between(0, 1_440)]
  const late = [between(1_380, 1_440), between(0, 225)]
  const override = { date: dateOf(change), ranges: [between(earlier - 60, later + 120), between(720, 780)] }
  const work = [between(540, 720)]
  return {
    'night hours over the change': query(change, 30, 30, { weekly: daily(night) }),
    'the whole day, every 20': query(change, 45, 20, { weekly: daily(whole) }),
    'several ranges, every 25': { ...query(change, 25, 25, { weekly: daily(broken) }), offset: 10 },
    'over midnight, every 40': query(change, 60, 40, { weekly: daily(late) }),
    'an override on the day, every 45': query(change, 30, 45, { weekly: daily(work), overrides: [override] }),
    'buffers around bookings': {
      ...query(change, 15, 15, { weekly: daily(whole), bookings: bookingsAround(change) }),
      buffers: { before: 10, after: 20, between: 25 },
    },
    'busy over the change, starts following on it': {
      ...query(change, 20, 30, { weekly: daily(whole), busy: flat(around(change, -35, 40), around(change, 95, 100)) }),
      fillGaps: true,
    },
    'a break and closed hours over the change': query(change, 10, 5, { weekly: daily(whole), ...closedAround(change) }),
  }
}

/** Minutes of the date that the clocks show, and those which they would have shown. */
function wallsOf({ shown, expected }: ClockChange): { earlier: number; later: number } {
  const walls = [shown, expected].map((minute) => ((minute % 1_440) + 1_440) % 1_440)
  return { earlier: Math.min(...walls), later: Math.max(...walls) }
}

const dateOf = ({ shown }: ClockChange): WallDate => WallDate.parse(nameOf(Math.floor(shown / 1_440)))

function between(start: number, end: number): ClockRange {
  const clock = (minute: number): string => {
    const within = Math.min(Math.max(minute, 0), 1_440)
    return [Math.floor(within / 60), within % 60].map((part) => String(part).padStart(2, '0')).join(':')
  }
  return ClockRange.parse({ start: clock(start), end: clock(end) })
}

const daily = (ranges: readonly ClockRange[]): HostTime['weekly'] =>
  [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges }))

/** Minutes after the change. */
function around({ minute }: ClockChange, from: number, until: number): Interval {
  return { start: instant((minute + from) * MINUTE), end: instant((minute + until) * MINUTE) }
}

const flat = (...times: Interval[]): number[] => times.flatMap(({ start, end }): number[] => [start, end])

function bookingsAround(change: ClockChange): HostTime['bookings'] {
  return [
    { ...around(change, -150, -120), buffers: { before: 5, after: 0 }, eventType: TYPE },
    { ...around(change, -10, 20), buffers: { before: 0, after: 15 } },
    { ...around(change, 130, 160), buffers: { before: 0, after: 0, between: 45 } },
  ]
}

function closedAround(change: ClockChange): Partial<HostTime> {
  const { earlier, later } = wallsOf(change)
  const dates = { kind: 'list' as const, dates: [dateOf(change)] }
  const rule = { id: uuid(400), kind: 'closed' as const, dates, ranges: [between(earlier - 45, earlier - 30)] }
  return {
    breaks: [{ id: BreakId.parse(uuid(500)), name: 'Break', dates, ranges: [between(earlier + 15, later + 15)] }],
    rules: [ScheduleRule.parse(rule)],
  }
}

function query(change: ClockChange, duration: number, step: number, given: Partial<HostTime>): SlotQuery {
  const zone = ZoneName.parse(change.zone)
  const nothing = {
    overrides: [],
    rules: [],
    breaks: [],
    travel: [],
    absences: [],
    holidays: [],
    busy: [],
    bookings: [],
    full: [],
  }
  return {
    range: around(change, -1_440, 1_440),
    gridZone: zone,
    duration,
    step,
    buffers: { before: 0, after: 0 },
    mode: 'single',
    hosts: [{ zone, weekly: [], ...nothing, ...given }],
  }
}
