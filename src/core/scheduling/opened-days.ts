import { DAY } from '../model/instant.ts'
import type { ScheduleRule } from '../model/schedule.ts'
import { mergeSpans, type Spans } from '../time/spans.ts'
import { datePatternDays } from './date-pattern-days.ts'
import { dayRanges } from './day-ranges.ts'
import { dayOf, weekdayOfDay, type Days } from './days.ts'
import type { HostHours } from './host-time.ts'

/** What opens a host's days, before anything is taken away. */
export type OpenedDays = {
  /** In ms of wall time since midnight. */
  readonly rangesOn: (day: number) => Spans
  readonly isOverridden: (day: number) => boolean
}

type ByDay = ReadonlyMap<number, Spans>

export const WHOLE_DAY: Spans = [0, DAY]
const NOTHING: Spans = []

/** S5: the weekly hours and the rules that open, or the overrides of a date in their place. For days of `within`. */
export function openedDays({ weekly, rules, overrides }: HostHours, within: Days): OpenedDays {
  const week = weekOf(weekly)
  const opening = openingRules(rules, within)
  const replaced = replacedDays(overrides, within)
  const usual = (day: number): Spans => week[weekdayOfDay(day)] ?? NOTHING
  const opened = (day: number): Spans => {
    const more = opening.get(day)
    return more ? mergeSpans([...usual(day), ...more]) : usual(day)
  }
  const plain = opening.size === 0 ? usual : opened
  return {
    rangesOn: replaced.size === 0 ? plain : (day) => replaced.get(day) ?? plain(day),
    isOverridden: (day) => replaced.has(day),
  }
}

/** The dates of a rule or a break within its own bounds. */
export function ruleDays(
  { dates, from, until }: Pick<ScheduleRule, 'dates' | 'from' | 'until'>,
  within: Days,
): number[] {
  const first = from === undefined ? within.first : Math.max(within.first, dayOf(from))
  const last = until === undefined ? within.last : Math.min(within.last, dayOf(until))
  return first > last ? [] : datePatternDays(dates, { first, last })
}

/** S5a: a rule without ranges is the whole date; one whose ranges are all empty is nothing (S4). */
export function ruleRanges({ ranges }: Pick<ScheduleRule, 'ranges'>): Spans {
  return ranges.length === 0 ? WHOLE_DAY : dayRanges(ranges)
}

function weekOf(weekly: HostHours['weekly']): readonly Spans[] {
  const week: Spans[] = [NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, NOTHING]
  for (const { day, ranges } of weekly) {
    const sooner = week[day] ?? NOTHING
    const opened = dayRanges(ranges)
    week[day] = sooner.length === 0 ? opened : mergeSpans([...sooner, ...opened])
  }
  return week
}

function openingRules(rules: HostHours['rules'], within: Days): ByDay {
  const days = new Map<number, number[]>()
  for (const rule of rules) {
    if (rule.kind === 'open') collect(days, ruleDays(rule, within), ruleRanges(rule))
  }
  return days
}

/** Several overrides of one date are their union. */
function replacedDays(overrides: HostHours['overrides'], within: Days): ByDay {
  const days = new Map<number, number[]>()
  for (const { date, ranges } of overrides) {
    const day = dayOf(date)
    if (within.first <= day && day <= within.last) collect(days, [day], dayRanges(ranges))
  }
  return new Map([...days].map(([day, pairs]) => [day, mergeSpans(pairs)] as const))
}

function collect(into: Map<number, number[]>, days: readonly number[], ranges: Spans): void {
  for (const day of days) into.set(day, [...(into.get(day) ?? []), ...ranges])
}
