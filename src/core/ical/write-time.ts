import type { AppointmentTime, Series } from '../model/appointment.ts'
import { instant, type Instant } from '../model/instant.ts'
import { WallTime, ZoneName } from '../model/wall.ts'
import { addDays, instantOf, utcAsWall, wallAsUtc, wallOf } from '../time/wall-clock.ts'

const UTC = ZoneName.parse('UTC')
const DAY = 86_400_000

/** DTSTART and, where it lasts, DTEND of a single time. */
export function timeLines(time: AppointmentTime): string[] {
  switch (time.kind) {
    case 'all-day':
      return [`DTSTART${dateValue(time.firstDay)}`, `DTEND${dateValue(addDays(time.lastDay, 1))}`]
    case 'floating':
      return [`DTSTART:${compact(time.start)}`, ...(time.end > time.start ? [`DTEND:${compact(time.end)}`] : [])]
    case 'timed': {
      const end = time.endsAt > time.startsAt ? [`DTEND${instantValue(time.endsAt, time.zone)}`] : []
      return [`DTSTART${instantValue(time.startsAt, time.zone)}`, ...end]
    }
  }
}

/** The same of the first occurrence of a series, with its RRULE, RDATE and EXDATE lines. */
export function seriesLines(series: Series): string[] {
  return [
    `DTSTART${originalValue(series.start, series)}`,
    ...endLines(series),
    ...series.rules.map((rule) => `RRULE:${writtenRule(rule, series)}`),
    ...series.rdates.map((wall) => `RDATE${originalValue(wall, series)}`),
    ...series.exdates.map((wall) => `EXDATE${originalValue(wall, series)}`),
  ]
}

/** Parameters and value that name an occurrence of the series, as `;TZID=Europe/Berlin:20260323T090000`. */
export function originalValue(wall: WallTime, { allDay, zone }: Series): string {
  if (allDay) return dateValue(wall)
  if (zone === undefined) return `:${compact(wall)}`
  return zone === UTC ? `:${compact(wall)}Z` : `;TZID=${zone}:${compact(wall)}`
}

/** The time of an occurrence as the series alone has it. */
export function usualTimeLines(wall: WallTime, series: Series): string[] {
  return [`DTSTART${originalValue(wall, series)}`, ...endLines({ ...series, start: wall })]
}

function endLines(series: Series): string[] {
  const { start, length, allDay, zone } = series
  if (length === 0) return []
  if (allDay || zone === undefined)
    return [`DTEND${originalValue(utcAsWall(wallAsUtc(start) + Math.max(length, allDay ? DAY : 0)), series)}`]
  return [`DTEND${instantValue(instant(instantOf(start, zone) + length), zone)}`]
}

// RFC 5545 3.3.10: UNTIL of a series with a zone is in UTC.
function writtenRule(rule: string, { allDay, zone }: Series): string {
  const [, digits] = /UNTIL=(\d{8}T\d{6})/.exec(rule) ?? []
  if (digits === undefined || (zone === undefined && !allDay)) return rule
  const wall = WallTime.parse(digits.replace(/(....)(..)(..)T(..)(..)(..)/, '$1-$2-$3T$4:$5:$6'))
  const until = allDay || zone === undefined ? digits.slice(0, 8) : `${compact(wallOf(instantOf(wall, zone), UTC))}Z`
  return rule.replace(digits, until)
}

// The second reading of an hour that the clocks show twice cannot be told on the zone's clock.
function instantValue(at: Instant, zone: ZoneName): string {
  const wall = wallOf(at, zone)
  const told = zone !== UTC && instantOf(wall, zone) === at
  return told ? `;TZID=${zone}:${compact(wall)}` : `:${compact(wallOf(at, UTC))}Z`
}

function dateValue(date: string): string {
  return `;VALUE=DATE:${date.slice(0, 10).replaceAll('-', '')}`
}

function compact(wall: WallTime): string {
  return wall.replaceAll(/[-:]/g, '')
}
