import { ok, refuse, type Result } from '../model/result.ts'
import { WallDate, ZoneName, type WallTime } from '../model/wall.ts'
import type { SetAsideReason } from '../contract/calendar-file.ts'
import { zoneClock, type FileClock } from './file-clock.ts'
import type { Property } from './property.ts'
import { readTimeValue } from './time-value.ts'

/** A DATE or DATE-TIME of an event, with the clock it is read on. */
export type Moment =
  | { readonly kind: 'date'; readonly date: WallDate }
  | { readonly kind: 'floating'; readonly wall: WallTime }
  | { readonly kind: 'timed'; readonly wall: WallTime; readonly clock: FileClock }

export type ClockOf = (tzid: string) => FileClock | undefined

/** The date it stands on, read on its own clock. */
export function dateOfMoment(moment: Moment): WallDate {
  return moment.kind === 'date' ? moment.date : WallDate.parse(moment.wall.slice(0, 10))
}

const utc = zoneClock(ZoneName.parse('UTC'))

/** `value` as ical.js gives it; its TZID stands in the parameters of `property`. */
export function readMoment(value: string, property: Property, clockOf: ClockOf): Result<Moment, SetAsideReason> {
  const read = readTimeValue(value)
  if (!read) return refuse('invalid-date', { detail: property.line.text })
  if (read.kind === 'date') return ok(read)
  if (read.kind === 'utc') return ok({ kind: 'timed', wall: read.wall, clock: utc })
  const tzid = property.params['tzid']
  if (tzid === undefined) return ok({ kind: 'floating', wall: read.wall })
  const clock = clockOf(tzid)
  return clock ? ok({ kind: 'timed', wall: read.wall, clock }) : refuse('unknown-zone', { detail: tzid })
}
