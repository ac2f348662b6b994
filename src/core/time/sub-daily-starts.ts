import { DAY, HOUR, MINUTE } from '../model/instant.ts'
import { positionsOf } from './rule-positions.ts'
import type { Rule } from './rule.ts'
import type { StartsQuery } from './rule-starts.ts'

// rrule never returns from rules such as FREQ=HOURLY;INTERVAL=2;BYHOUR=1 that start at midnight; these are stepped here.
const SECOND = 1_000
const MOST_STEPS = 500_000

/** Starts of a rule of hours, minutes or seconds. RangeError('too-many-occurrences') where the search would be too long. */
export function subDailyStarts(query: StartsQuery): number[] {
  const { rule, start, from, until, limit } = query
  const found: number[] = []
  let left = rule.count ?? Infinity
  for (const at of candidates(query)) {
    if (at < start) continue
    if (at >= until) break
    if (at >= from) found.push(at)
    if (found.length > limit) throw new RangeError('too-many-occurrences')
    if (--left <= 0) break
  }
  return found
}

/** Starts in order, from the first day that can matter. */
function* candidates(query: StartsQuery): Generator<number> {
  const { rule, start, until } = query
  const step = rule.interval * unitOf(rule)
  const origin = Math.floor(start / unitOf(rule)) * unitOf(rule)
  const begin = rule.count === undefined ? query.from : start
  const blocks = blocksOf(rule)
  let steps = 0
  for (let day = Math.floor(begin / DAY) * DAY; day < until; day = nextDay(day, origin, step)) {
    if (++steps > MOST_STEPS) throw new RangeError('too-many-occurrences')
    if (!allowsDay(rule, day)) continue
    for (const block of blocks) {
      let at = origin + Math.ceil((day + block.start - origin) / step) * step
      for (; at < day + block.end; at += step) {
        const set = withinPeriod(rule, at, start)
        steps += 1 + set.length
        if (steps > MOST_STEPS) throw new RangeError('too-many-occurrences')
        yield* rule.positions.length === 0 ? set : positionsOf(rule, set.length).map((n) => set[n] ?? at)
      }
    }
  }
}

/** A step may be longer than a day: the next day on which one falls, but at least the next. */
function nextDay(day: number, origin: number, step: number): number {
  const next = day + DAY
  const fallsAt = origin + Math.ceil((next - origin) / step) * step
  return Math.max(next, Math.floor(fallsAt / DAY) * DAY)
}

function unitOf(rule: Rule): number {
  if (rule.freq === 'HOURLY') return HOUR
  return rule.freq === 'MINUTELY' ? MINUTE : SECOND
}

/** The parts of a day in which a period may start: where BYHOUR and BYMINUTE limit, only those hours and minutes. */
function blocksOf(rule: Rule): { start: number; end: number }[] {
  const limitsMinutes = rule.freq !== 'HOURLY' && rule.minutes.length > 0
  if (!limitsMinutes && rule.hours.length === 0) return [{ start: 0, end: DAY }]
  const hours = rule.hours.length > 0 ? rule.hours : Array.from({ length: 24 }, (_, hour) => hour)
  if (!limitsMinutes) return hours.map((hour) => ({ start: hour * HOUR, end: (hour + 1) * HOUR }))
  return hours.flatMap((hour) =>
    rule.minutes.map((minute) => {
      const start = hour * HOUR + minute * MINUTE
      return { start, end: start + MINUTE }
    }),
  )
}

/** The starts in the period at `at`: BYMINUTE and BYSECOND finer than the frequency add, BYSECOND of SECONDLY limits. */
function withinPeriod(rule: Rule, at: number, start: number): readonly number[] {
  const { second, minute } = clockOf(start)
  if (rule.freq === 'SECONDLY') {
    return rule.seconds.length === 0 || rule.seconds.includes(clockOf(at).second) ? [at] : []
  }
  const seconds = rule.seconds.length > 0 ? rule.seconds : [second]
  if (rule.freq === 'MINUTELY') return seconds.map((each) => at + each * SECOND)
  const minutes = rule.minutes.length > 0 ? rule.minutes : [minute]
  return minutes.flatMap((each) => seconds.map((second) => at + each * MINUTE + second * SECOND))
}

/** Rounded down: readings before 1970 are negative. */
function clockOf(at: number): { minute: number; second: number } {
  const minutes = Math.floor(at / MINUTE)
  return { minute: minutes - Math.floor(at / HOUR) * 60, second: Math.floor(at / SECOND) - minutes * 60 }
}

function allowsDay(rule: Rule, day: number): boolean {
  const date = new Date(day)
  const year = date.getUTCFullYear()
  const month = date.getUTCMonth()
  const monthDay = date.getUTCDate()
  const yearDay = Math.round((day - yearStart(year)) / DAY) + 1
  return (
    (rule.months.length === 0 || rule.months.includes(month + 1)) &&
    (rule.days.length === 0 || rule.days.some((item) => item.weekday === (date.getUTCDay() + 6) % 7)) &&
    listed(rule.monthDays, monthDay, monthDays(day, monthDay)) &&
    listed(rule.yearDays, yearDay, Math.round((yearStart(year + 1) - yearStart(year)) / DAY))
  )
}

/** Whether `list` is empty or names `value` of 1 to `most`, from the start or (negative) from the end. */
function listed(list: readonly number[], value: number, most: number): boolean {
  return list.length === 0 || list.includes(value) || list.includes(value - most - 1)
}

function yearStart(year: number): number {
  return Date.parse(`${String(year).padStart(4, '0')}-01-01T00:00:00Z`)
}

function monthDays(day: number, monthDay: number): number {
  const inNextMonth = new Date(day + (32 - monthDay) * DAY)
  return 32 - inNextMonth.getUTCDate()
}
