import { DAY } from '../model/instant.ts'
import type { Rule } from './rule.ts'

/** The number of the year, month, week or day (by the rule's frequency) that holds `at`. */
export function periodOf(rule: Rule, at: number): number {
  const day = Math.floor(at / DAY)
  if (rule.freq === 'DAILY') return day
  if (rule.freq === 'WEEKLY') return Math.floor((day - weekOffset(rule)) / 7)
  const date = new Date(at)
  return rule.freq === 'YEARLY' ? date.getUTCFullYear() : date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** Midnight of its first day, in ms as if UTC. */
export function periodStart(rule: Rule, period: number): number {
  if (rule.freq === 'DAILY') return period * DAY
  if (rule.freq === 'WEEKLY') return (period * 7 + weekOffset(rule)) * DAY
  return rule.freq === 'YEARLY' ? Date.UTC(period, 0, 1) : Date.UTC(Math.floor(period / 12), period % 12, 1)
}

/** The first day since 1970-01-01, a Thursday, on which a week of the rule starts. */
function weekOffset(rule: Rule): number {
  return (rule.weekStart + 4) % 7
}
