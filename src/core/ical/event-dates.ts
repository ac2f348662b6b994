import type { Override } from '../model/appointment.ts'
import type { WallTime } from '../model/wall.ts'
import type { EventProperties } from './event-properties.ts'
import { appointmentTime, lengthOf, readEventTime, startOf, type EventTime } from './event-time.ts'
import { readMoment, type ClockOf } from './moment.ts'
import { originalOf } from './original.ts'
import type { Property } from './property.ts'

export type EventDates = {
  readonly rdates: readonly WallTime[]
  readonly exdates: readonly WallTime[]
  readonly overrides: Readonly<Record<WallTime, Override>>
  readonly remarks: readonly string[]
}

type Dates = { walls: WallTime[]; overrides: Record<WallTime, Override>; remarks: string[] }

/** RDATE and EXDATE (RFC 5545 3.8.5) as wall times of the event's own clock, in order, each once. */
export function readDates(event: EventProperties, time: EventTime, clockOf: ClockOf): EventDates {
  const added = datesOf(event.all('rdate'), time, clockOf)
  const excluded = datesOf(event.all('exdate'), time, clockOf)
  const start = startOf(time)
  return {
    // A rule's start is repeated as an RDATE by some producers; without a rule it belongs to the series anyway.
    rdates: inOrder(added.walls).filter((wall) => wall !== start || event.names.has('rrule')),
    exdates: inOrder(excluded.walls),
    overrides: added.overrides,
    remarks: [...added.remarks, ...excluded.remarks],
  }
}

function inOrder(walls: readonly WallTime[]): WallTime[] {
  return [...new Set(walls)].toSorted((a, b) => (a < b ? -1 : 1))
}

function datesOf(properties: readonly Property[], time: EventTime, clockOf: ClockOf): Dates {
  const dates: Dates = { walls: [], overrides: {}, remarks: [] }
  for (const property of properties) {
    // An empty value comes out of ical.js as `--T::`.
    for (const value of property.values) if (/\d/.test(value)) addDate(dates, { property, value, time, clockOf })
  }
  return dates
}

type OneDate = { property: Property; value: string; time: EventTime; clockOf: ClockOf }

function addDate(dates: Dates, { property, value, time, clockOf }: OneDate): void {
  const [start = '', end] = value.split('/')
  const moment = readMoment(start, property, clockOf)
  if (!moment.ok) {
    dates.remarks.push(`line ${property.line.line}: ${property.name.toUpperCase()} ${value} could not be read`)
    return
  }
  const original = originalOf(moment.value, time)
  dates.walls.push(original)
  const period = end === undefined ? undefined : periodOf({ property, start, end, clockOf })
  if (period && lengthOf(period) !== lengthOf(time)) dates.overrides[original] = { time: appointmentTime(period) }
}

function periodOf(period: { property: Property; start: string; end: string; clockOf: ClockOf }): EventTime | undefined {
  const { property, start, end, clockOf } = period
  const other = { ...property, values: [end] }
  const ends = /^[+-]?P/i.test(end) ? { dtend: undefined, duration: other } : { dtend: other, duration: undefined }
  const time = readEventTime({ dtstart: { ...property, values: [start] }, ...ends }, clockOf)
  return time.ok ? time.value : undefined
}
