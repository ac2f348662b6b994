import { expect, test } from 'vitest'
import { Series } from '../../../src/core/model/appointment.ts'
import { expandSeries } from '../../../src/core/time/recurrence.ts'

const DAY = 86_400_000
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const FROM = 1996
const UNTIL = 2046

/** RFC 5545 3.3.10, read literally: the weeks of a year, the first of which has at least four days in it. */
function weeksOf(year: number, weekStart: number): number[][] {
  const weeks: number[][] = []
  for (let day = Date.UTC(year - 1, 11, 20); day < Date.UTC(year + 1, 0, 12); day += DAY) {
    // 0 = Monday, as in WEEKDAYS.
    if ((new Date(day).getUTCDay() + 6) % 7 !== weekStart) continue
    const week = Array.from({ length: 7 }, (_, n) => day + n * DAY)
    if (week.filter((each) => new Date(each).getUTCFullYear() === year).length >= 4) weeks.push(week)
  }
  return weeks
}

function ours(number: number, weekStart: number): number[] {
  const rules = [`FREQ=YEARLY;BYWEEKNO=${number};WKST=${WEEKDAYS[weekStart]};BYDAY=${WEEKDAYS.join(',')}`]
  const series = { start: `${FROM}-06-01T00:00:00`, allDay: true, length: DAY, rules, rdates: [], exdates: [] }
  const span = { from: Date.UTC(FROM, 5, 1), until: Date.UTC(UNTIL, 5, 1) }
  return expandSeries(Series.parse(series), span).map((one) => one.starts)
}

test.each(WEEKDAYS.map((day, weekStart) => [day, weekStart] as const))(
  'T weeks that start on %s have the numbers that the RFC gives them, from both ends of the year',
  (_, weekStart) => {
    const years = Array.from({ length: UNTIL - FROM + 1 }, (_, n) => weeksOf(FROM + n, weekStart))
    expect(new Set(years.map((weeks) => weeks.length))).toEqual(new Set([52, 53]))
    for (const number of [
      ...Array.from({ length: 53 }, (_, n) => n + 1),
      ...Array.from({ length: 53 }, (_, n) => -n - 1),
    ]) {
      const days = years.flatMap((weeks) => weeks.at(number > 0 ? number - 1 : number) ?? [])
      const asked = days.filter((day) => day >= Date.UTC(FROM, 5, 1) && day < Date.UTC(UNTIL, 5, 1))
      expect([number, ours(number, weekStart)]).toEqual([number, asked])
    }
  },
)
