import type { DatePattern } from '../../../../src/core/model/schedule.ts'

// Dates as days since 1970, of the proleptic Gregorian calendar.

export const DAY = 86_400_000

export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY
export const nameOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
/** 0 = Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

/** S5: whether a pattern has this date. */
export function hasDate(pattern: DatePattern, day: number): boolean {
  switch (pattern.kind) {
    case 'weekly':
      return pattern.days.includes(weekdayOf(day))
    case 'span':
      return day >= dayOf(pattern.from) && day <= dayOf(pattern.until)
    case 'list':
      return pattern.dates.some((date) => dayOf(date) === day)
    case 'recurring':
      return recurringDays(pattern.rule, dayOf(pattern.first), day).has(day)
  }
}

const made = new Map<string, { until: number; days: Set<number> }>()

function recurringDays(rule: string, first: number, until: number): Set<number> {
  const key = `${rule} ${first}`
  const known = made.get(key)
  if (known && known.until >= until) return known.days
  if (made.size > 500) made.clear()
  const days = new Set(naiveDays(rule, first, until + 100))
  made.set(key, { until: until + 100, days })
  return days
}

/** RFC 5545 3.3.10 for FREQ DAILY, WEEKLY and MONTHLY with INTERVAL, COUNT, WKST, BYDAY and BYMONTHDAY: every day is asked. */
export function naiveDays(text: string, first: number, until: number): number[] {
  const rule = new Map(
    text.split(';').map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  )
  const days: number[] = []
  for (let day = first; day <= until; day++) {
    if (days.length === Number(rule.get('COUNT') ?? Infinity)) break
    if (periodFits(rule, first, day) && dayFits(rule, first, day)) days.push(day)
  }
  return days
}

type Rule = ReadonlyMap<string, string>

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']
const monthDay = (day: number): number => new Date(day * DAY).getUTCDate()
const monthOf = (day: number): number => new Date(day * DAY).getUTCFullYear() * 12 + new Date(day * DAY).getUTCMonth()
const monthLength = (day: number): number => {
  const date = new Date(day * DAY)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate()
}

function periodFits(rule: Rule, first: number, day: number): boolean {
  const interval = Number(rule.get('INTERVAL') ?? 1)
  const weekStart = WEEKDAYS.indexOf(rule.get('WKST') ?? 'MO')
  const weekOf = (day: number): number => Math.floor((day + 4 - weekStart) / 7)
  const freq = rule.get('FREQ')
  if (freq === 'DAILY') return (day - first) % interval === 0
  if (freq === 'WEEKLY') return (weekOf(day) - weekOf(first)) % interval === 0
  if (freq === 'MONTHLY') return (monthOf(day) - monthOf(first)) % interval === 0
  throw new Error(`the oracle does not know FREQ=${freq}`)
}

function dayFits(rule: Rule, first: number, day: number): boolean {
  const monthDays = rule.get('BYMONTHDAY')?.split(',').map(Number)
  const byDay = rule.get('BYDAY')?.split(',')
  if (!monthDays && !byDay && rule.get('FREQ') === 'WEEKLY') return weekdayOf(day) === weekdayOf(first)
  if (!monthDays && !byDay && rule.get('FREQ') === 'MONTHLY') return monthDay(day) === monthDay(first)
  if (monthDays && !monthDays.some((n) => n === monthDay(day) || n === monthDay(day) - monthLength(day) - 1))
    return false
  return !byDay || byDay.some((text) => namesDay(text, day))
}

/** `2TU`: the second Tuesday of the month, `-1FR` its last Friday, `MO` any Monday. */
function namesDay(text: string, day: number): boolean {
  if (text.slice(-2) !== WEEKDAYS[weekdayOf(day)]) return false
  const nth = Number(text.slice(0, -2))
  const fromStart = Math.ceil(monthDay(day) / 7)
  const fromEnd = -Math.ceil((monthLength(day) - monthDay(day) + 1) / 7)
  return nth === 0 || nth === fromStart || nth === fromEnd
}
