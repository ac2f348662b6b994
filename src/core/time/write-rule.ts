import { WEEKDAYS } from './rule-values.ts'
import type { Rule } from './rule.ts'

/** The rule as text, always in the same order and without what is at its default: two rules that mean the same read the same. */
export function writeRule(rule: Rule): string {
  const parts: (readonly [string, string])[] = [
    ['FREQ', rule.freq],
    ['INTERVAL', rule.interval === 1 ? '' : String(rule.interval)],
    ['COUNT', rule.count === undefined ? '' : String(rule.count)],
    ['UNTIL', rule.until === undefined ? '' : new Date(rule.until).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')],
    ['WKST', rule.weekStart === 0 ? '' : (WEEKDAYS[rule.weekStart] ?? '')],
    ['BYSECOND', rule.seconds.join(',')],
    ['BYMINUTE', rule.minutes.join(',')],
    ['BYHOUR', rule.hours.join(',')],
    ['BYDAY', rule.days.map((day) => `${day.nth === 0 ? '' : day.nth}${WEEKDAYS[day.weekday]}`).join(',')],
    ['BYMONTHDAY', rule.monthDays.join(',')],
    ['BYYEARDAY', rule.yearDays.join(',')],
    ['BYWEEKNO', rule.weekNumbers.join(',')],
    ['BYMONTH', rule.months.join(',')],
    ['BYSETPOS', rule.positions.join(',')],
  ]
  return parts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${value}`)
    .join(';')
}
