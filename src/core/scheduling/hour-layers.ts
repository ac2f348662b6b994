import type { Absence } from '../model/absence.ts'
import type { Holiday } from '../model/holiday.ts'
import { DAY } from '../model/instant.ts'
import type { Break, ScheduleRule } from '../model/schedule.ts'
import { mergeSpans, type Spans } from '../time/spans.ts'
import { dateClock, type DateClock } from './date-clock.ts'
import { dayRanges } from './day-ranges.ts'
import { daysBetween } from './days.ts'
import type { HostHours } from './host-time.ts'
import { openedDays, ruleDays, ruleRanges, WHOLE_DAY } from './opened-days.ts'

/** What makes a host's hours around a span of time, layer by layer (S5), as spans of instants that may reach out of it. */
export type HourLayers = {
  /** Weekly hours, rules that open, overrides. */
  readonly opened: Spans
  /** What is taken from them, in order; those that take nothing here are left out. */
  readonly closures: readonly Closure[]
}

export type Closure = { readonly time: Spans } & (
  | { readonly kind: 'rule'; readonly rule: ScheduleRule }
  | { readonly kind: 'break'; readonly break: Break }
  | { readonly kind: 'absence'; readonly absence: Absence }
  | { readonly kind: 'holiday'; readonly holiday: Holiday }
)

export function hourLayers(host: HostHours, within: { readonly start: number; readonly end: number }): HourLayers {
  const clock = dateClock(host, within)
  return { opened: openedSpans(host, clock), closures: closuresOf(host, clock) }
}

function openedSpans(host: HostHours, clock: DateClock): Spans {
  const { rangesOn } = openedDays(host, clock)
  const spans: number[] = []
  for (let day = clock.first; day <= clock.last; day++) clock.add(spans, day, rangesOn(day))
  return mergeSpans(spans)
}

function closuresOf(host: HostHours, clock: DateClock): readonly Closure[] {
  const closures: Closure[] = []
  for (const rule of host.rules) {
    if (rule.kind === 'closed')
      closures.push({ kind: 'rule', rule, time: timeOn(ruleDays(rule, clock), ruleRanges(rule), clock) })
  }
  for (const one of host.breaks) {
    closures.push({ kind: 'break', break: one, time: timeOn(ruleDays(one, clock), dayRanges(one.ranges), clock) })
  }
  for (const absence of host.absences) closures.push({ kind: 'absence', absence, time: absentTime(absence, clock) })
  for (const holiday of host.holidays) {
    const days = daysBetween(holiday.date, holiday.date, clock)
    closures.push({ kind: 'holiday', holiday, time: timeOn(days, WHOLE_DAY, clock) })
  }
  return closures.filter(({ time }) => time.length > 0)
}

/** Dates are those of the absent one's wall, wherever that is just then. */
function absentTime({ time }: Absence, clock: DateClock): Spans {
  if (time.kind === 'span') return touches(time, clock) ? [time.startsAt, time.endsAt] : []
  return timeOn(daysBetween(time.from, time.until, clock), WHOLE_DAY, clock)
}

function touches({ startsAt, endsAt }: { startsAt: number; endsAt: number }, { first, last }: DateClock): boolean {
  return startsAt < (last + 1) * DAY && endsAt > first * DAY
}

function timeOn(days: readonly number[], ranges: Spans, clock: DateClock): Spans {
  const spans: number[] = []
  for (const day of days) clock.add(spans, day, ranges)
  return mergeSpans(spans)
}
