import { DAY } from '../model/instant.ts'
import type { Rule } from './rule.ts'
import { weekYearOf, weekYearStart } from './week-year.ts'

/** The number of the year, month, week or day (by the rule's frequency) that holds `at`; with BYWEEKNO a year of whole weeks. */
export function periodOf(rule: Rule, at: number): number {
  const day = Math.floor(at / DAY)
  if (rule.freq === 'DAILY') return day
  if (rule.freq === 'WEEKLY') return Math.floor((day - weekOffset(rule)) / 7)
  if (rule.weekNumbers.length > 0) return weekYearOf(day, rule.weekStart)
  const date = new Date(at)
  return rule.freq === 'YEARLY' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Its first day, counted from 1970-01-01. */
export function firstDayOf(rule: Rule, period: number): number {
  if (rule.freq === 'DAILY') return period
  if (rule.freq === 'WEEKLY') return period * 7 + weekOffset(rule)
  if (rule.weekNumbers.length > 0) return weekYearStart(period, rule.weekStart)
  return (rule.freq === 'YEARLY' ? Date.UTC(period, 0, 1) : Date.UTC(Math.floor(period / 12), period % 12, 1)) / DAY
}

/** The first day since 1970-01-01, a Thursday, on which a week of the rule starts. */
function weekOffset(rule: Rule): number {
  return (rule.weekStart + 4) % 7
}
