import type { WallDate, WallTime } from '../model/wall.ts'
import { dateAsUtc, utcAsWall, wallAsUtc } from '../time/wall-clock.ts'
import { startOf, type EventTime } from './event-time.ts'
import { dateOfMoment, type Moment } from './moment.ts'

/**
 * The reading, on the clock of `time`, of the occurrence that `moment` names (RDATE, EXDATE, RECURRENCE-ID). A date alone
 * names the occurrence at the usual time of that day.
 */
export function originalOf(moment: Moment, time: EventTime): WallTime {
  if (time.kind === 'all-day' || moment.kind === 'date') return usualOn(dateOfMoment(moment), time)
  if (moment.kind === 'floating' || time.kind === 'floating') return moment.wall
  if (time.clock.exact && moment.clock.exact && time.clock.zone === moment.clock.zone) return moment.wall
  const at = moment.clock.instantOf(moment.wall)
  const wall = time.clock.wallOf(at)
  // Two readings stand for one instant around a gap (T1); the one at the usual time of day is the series' own.
  const usual = usualOn(dateOfMoment({ kind: 'floating', wall }), time)
  return time.clock.instantOf(usual) === at ? usual : wall
}

function usualOn(date: WallDate, time: EventTime): WallTime {
  const start = startOf(time)
  return utcAsWall(dateAsUtc(date) + wallAsUtc(start) - dateAsUtc(dateOfMoment({ kind: 'floating', wall: start })))
}
