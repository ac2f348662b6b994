import type { SetAsideReason } from '../contract/calendar-file.ts'
import type { Override, Series } from '../model/appointment.ts'
import { instant } from '../model/instant.ts'
import { ok, refuse, type Refused, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import { utcAsWall } from '../time/wall-clock.ts'
import { bareSeries } from './bare-series.ts'
import { readDates } from './event-dates.ts'
import type { EventProperties } from './event-properties.ts'
import { startOf, type EventTime } from './event-time.ts'
import type { ClockOf } from './moment.ts'
import { readRecurrenceRule } from './recurrence-rule.ts'

export type EventSeries = {
  readonly series: Series
  /** Of RDATEs that are periods with a length of their own. */
  readonly overrides: Readonly<Record<WallTime, Override>>
  readonly remarks: readonly string[]
}

const LONGEST = 366 * 86_400_000
const MOST_DATES = 5_000
const MOST_RULES = 20
// 30 December 9999: one day further and some zone reads the year 10000, which is no wall time.
const LAST_READABLE = 253_402_128_000_000

/** A rule or further dates; EXDATE alone makes no series. */
export function recurs(event: EventProperties): boolean {
  return event.names.has('rrule') || event.names.has('rdate')
}

/** RRULE, RDATE and EXDATE of an event as a series of wall times on its own clock. A date that cannot be read is remarked upon. */
export function readSeries(
  event: EventProperties,
  time: EventTime,
  clockOf: ClockOf,
): Result<EventSeries, SetAsideReason> {
  const rules = readRules(event, time)
  if (!rules.ok) return rules
  const dates = readDates(event, time, clockOf)
  const series = {
    ...bareSeries(time),
    rules: rules.value,
    rdates: dates.rdates,
    exdates: dates.exdates,
  }
  return beyondLimits(series) ?? ok({ series, overrides: dates.overrides, remarks: dates.remarks })
}

function readRules(event: EventProperties, time: EventTime): Result<string[], SetAsideReason> {
  const context = { start: startOf(time), allDay: time.kind === 'all-day', wallOf: (at: number) => readingOf(at, time) }
  const rules: string[] = []
  for (const property of event.all('rrule')) {
    const rule = readRecurrenceRule(property.values[0] ?? '', context)
    if (!rule.ok) return rule
    rules.push(rule.value)
  }
  return ok([...new Set(rules)])
}

function readingOf(at: number, time: EventTime): WallTime {
  return time.kind === 'timed' && at < LAST_READABLE ? time.clock.wallOf(instant(at)) : utcAsWall(at)
}

function beyondLimits(series: Series): Refused<SetAsideReason> | undefined {
  if (series.length > LONGEST) return refuse('too-large', { detail: 'an occurrence is longer than a year' })
  if (series.rules.length > MOST_RULES) return refuse('invalid-rule', { detail: `more than ${MOST_RULES} rules` })
  const dates = Math.max(series.rdates.length, series.exdates.length)
  return dates > MOST_DATES ? refuse('too-many-occurrences', { detail: `more than ${MOST_DATES} dates` }) : undefined
}
