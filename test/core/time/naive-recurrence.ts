const MINUTE = 60_000
const DAY = 86_400_000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']

/** A rule as plain values; weekdays 0 = Monday. No seconds: the starts of these tests lie on whole minutes. */
export type NaiveRule = {
  freq: 'MINUTELY' | 'HOURLY' | 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY'
  interval: number
  count?: number
  until?: number
  weekStart: number
  minutes: number[]
  hours: number[]
  days: { nth: number; weekday: number }[]
  monthDays: number[]
  yearDays: number[]
  months: number[]
  positions: number[]
}

export function textOf(rule: NaiveRule): string {
  const list = (name: string, values: readonly (number | string)[]): string[] =>
    values.length === 0 ? [] : [`${name}=${values.join(',')}`]
  const wall = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
  return [
    `FREQ=${rule.freq}`,
    `INTERVAL=${rule.interval}`,
    ...(rule.count === undefined ? [] : [`COUNT=${rule.count}`]),
    ...(rule.until === undefined ? [] : [`UNTIL=${wall(rule.until)}`]),
    `WKST=${WEEKDAYS[rule.weekStart]}`,
    ...list('BYMINUTE', rule.minutes),
    ...list('BYHOUR', rule.hours),
    ...list(
      'BYDAY',
      rule.days.map((day) => `${day.nth === 0 ? '' : day.nth}${WEEKDAYS[day.weekday]}`),
    ),
    ...list('BYMONTHDAY', rule.monthDays),
    ...list('BYYEARDAY', rule.yearDays),
    ...list('BYMONTH', rule.months),
    ...list('BYSETPOS', rule.positions),
  ].join(';')
}

/**
 * RFC 5545 3.3.10 read literally: every minute of every day from the period of the start is asked whether it belongs to the
 * rule. Slow and simple on purpose; shares no code with core/time.
 */
export function naiveStarts(rule: NaiveRule, start: number, until: number): number[] {
  const minutes = Array.from({ length: 1_440 }, (_, minute) => minute).filter((minute) => timeFits(rule, minute, start))
  const periods = new Map<number, number[]>()
  // BYSETPOS needs whole periods.
  const around = rule.freq === 'MINUTELY' || rule.freq === 'HOURLY' ? 1 : 366
  for (let day = Math.floor(start / DAY) - around; day < until / DAY + around; day++) {
    if (!dayFits(rule, day, start)) continue
    for (const minute of minutes) {
      const at = day * DAY + minute * MINUTE
      const period = periodOf(rule, at)
      if ((period - periodOf(rule, start)) % rule.interval !== 0) continue
      const set = periods.get(period)
      if (set) set.push(at)
      else periods.set(period, [at])
    }
  }
  const chosen = [...periods.values()].flatMap((set) =>
    rule.positions.length === 0
      ? set
      : set.filter((_, i) => rule.positions.includes(i + 1) || rule.positions.includes(i - set.length)),
  )
  return chosen
    .filter((at) => at >= start)
    .slice(0, rule.count ?? Infinity)
    .filter((at) => at <= (rule.until ?? Infinity) && at < until)
}

function timeFits(rule: NaiveRule, minuteOfDay: number, start: number): boolean {
  const startMinute = Math.floor((start % DAY) / MINUTE)
  const hour = Math.floor(minuteOfDay / 60)
  const minute = minuteOfDay % 60
  const anyHour = rule.freq === 'MINUTELY' || rule.freq === 'HOURLY'
  const hourFits = rule.hours.length > 0 ? rule.hours.includes(hour) : anyHour || hour === Math.floor(startMinute / 60)
  const minuteFits =
    rule.minutes.length > 0 ? rule.minutes.includes(minute) : rule.freq === 'MINUTELY' || minute === startMinute % 60
  return hourFits && minuteFits
}

function dayFits(rule: NaiveRule, day: number, start: number): boolean {
  const date = new Date(day * DAY)
  const first = new Date(start)
  const month = date.getUTCMonth()
  const monthDay = date.getUTCDate()
  const yearDay = day - Date.UTC(date.getUTCFullYear(), 0, 1) / DAY + 1
  const yearLength = (Date.UTC(date.getUTCFullYear() + 1, 0, 1) - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY
  const monthLength = new Date(Date.UTC(date.getUTCFullYear(), month + 1, 0)).getUTCDate()
  const named = rule.days.length + rule.monthDays.length + rule.yearDays.length > 0
  if (!named && rule.freq === 'WEEKLY' && date.getUTCDay() !== first.getUTCDay()) return false
  if (!named && (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY') && monthDay !== first.getUTCDate()) return false
  if (!named && rule.freq === 'YEARLY' && rule.months.length === 0 && month !== first.getUTCMonth()) return false
  // "… the appropriate … month would have been retrieved from DTSTART": a date of the year is not one of every month.
  const datesAlone = rule.freq === 'YEARLY' && rule.monthDays.length > 0 && rule.yearDays.length === 0
  const months = rule.months.length === 0 && datesAlone ? [first.getUTCMonth() + 1] : rule.months
  if (months.length > 0 && !months.includes(month + 1)) return false
  if (rule.monthDays.length > 0 && !rule.monthDays.some((n) => n === monthDay || n === monthDay - monthLength - 1))
    return false
  if (rule.yearDays.length > 0 && !rule.yearDays.some((n) => n === yearDay || n === yearDay - yearLength - 1))
    return false
  const inMonth = rule.freq === 'MONTHLY' || months.length > 0
  const [place, size] = inMonth ? [monthDay, monthLength] : [yearDay, yearLength]
  const nth = Math.ceil(place / 7)
  const nthFromEnd = -Math.ceil((size - place + 1) / 7)
  const weekday = (date.getUTCDay() + 6) % 7
  return (
    rule.days.length === 0 ||
    rule.days.some((item) => item.weekday === weekday && [0, nth, nthFromEnd].includes(item.nth))
  )
}

function periodOf(rule: NaiveRule, at: number): number {
  const date = new Date(at)
  switch (rule.freq) {
    case 'MINUTELY':
      return Math.floor(at / MINUTE)
    case 'HOURLY':
      return Math.floor(at / 3_600_000)
    case 'DAILY':
      return Math.floor(at / DAY)
    case 'WEEKLY':
      // 1970-01-01 was a Thursday, weekday 3.
      return Math.floor((Math.floor(at / DAY) + 3 - rule.weekStart) / 7)
    case 'MONTHLY':
      return date.getUTCFullYear() * 12 + date.getUTCMonth()
    case 'YEARLY':
      return date.getUTCFullYear()
  }
}
