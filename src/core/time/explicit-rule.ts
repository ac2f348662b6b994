import type { DayOfRule } from './rule-values.ts'
import type { Rule } from './rule.ts'

/** What the start alone says (RFC 5545 3.3.10, last paragraphs) written into the rule, so that the search may begin elsewhere. */
export function explicitRule(given: Rule, startReading: number): Rule {
  const start = new Date(startReading)
  return {
    ...withDays(given, start),
    hours: orElse(given.hours, start.getUTCHours()),
    minutes: orElse(given.minutes, start.getUTCMinutes()),
    seconds: orElse(given.seconds, start.getUTCSeconds()),
  }
}

function withDays(rule: Rule, start: Date): Rule {
  if (rule.days.length + rule.monthDays.length + rule.yearDays.length > 0) return withMonth(rule, start)
  const monthDays = [start.getUTCDate()]
  const days: DayOfRule[] = [{ weekday: (start.getUTCDay() + 6) % 7, nth: 0 }]
  if (rule.weekNumbers.length > 0 || rule.freq === 'WEEKLY') return { ...rule, days }
  if (rule.freq === 'MONTHLY') return { ...rule, monthDays }
  if (rule.freq === 'YEARLY') return { ...rule, monthDays, months: orElse(rule.months, start.getUTCMonth() + 1) }
  return rule
}

// "… or BYMONTH rule part were missing, the appropriate … month would have been retrieved from DTSTART." Google and Windows
// write a birthday as FREQ=YEARLY;BYMONTHDAY=7.
function withMonth(rule: Rule, start: Date): Rule {
  const dateAlone = rule.freq === 'YEARLY' && rule.monthDays.length > 0
  if (!dateAlone || rule.yearDays.length + rule.weekNumbers.length > 0) return rule
  return { ...rule, months: orElse(rule.months, start.getUTCMonth() + 1) }
}

function orElse(list: readonly number[], value: number): readonly number[] {
  return list.length === 0 ? [value] : list
}
