import type { DayOfRule } from './rule-values.ts'
import type { Rule } from './rule.ts'

/** What the start alone says (RFC 5545 3.3.10, last paragraphs) written into the rule, so that the search may begin elsewhere. */
export function explicitRule(given: Rule, startReading: number): Rule {
  const start = new Date(startReading)
  const rule = withDays(given, start)
  const times = {
    hours: orElse(rule.hours, start.getUTCHours()),
    minutes: orElse(rule.minutes, start.getUTCMinutes()),
    seconds: orElse(rule.seconds, start.getUTCSeconds()),
  }
  return { ...rule, ...times, days: ordinals(rule) }
}

function withDays(rule: Rule, start: Date): Rule {
  if (rule.days.length + rule.monthDays.length + rule.yearDays.length > 0) return rule
  const monthDays = [start.getUTCDate()]
  const days: DayOfRule[] = [{ weekday: (start.getUTCDay() + 6) % 7, nth: 0 }]
  if (rule.weekNumbers.length > 0 || rule.freq === 'WEEKLY') return { ...rule, days }
  if (rule.freq === 'MONTHLY') return { ...rule, monthDays }
  if (rule.freq === 'YEARLY') return { ...rule, monthDays, months: orElse(rule.months, start.getUTCMonth() + 1) }
  return rule
}

function orElse(list: readonly number[], value: number): readonly number[] {
  return list.length === 0 ? [value] : list
}

/** BYDAY=MO,1TU means "every Monday and the first Tuesday"; rrule wants both at once, so every Monday becomes 1MO,2MO,… */
function ordinals(rule: Rule): readonly DayOfRule[] {
  const { days } = rule
  if (days.every((day) => day.nth === 0) || days.every((day) => day.nth !== 0)) return days
  const most = rule.freq === 'MONTHLY' || rule.months.length > 0 ? 5 : 53
  return days.flatMap((day) =>
    day.nth === 0 ? Array.from({ length: most }, (_, i) => ({ ...day, nth: i + 1 })) : [day],
  )
}
