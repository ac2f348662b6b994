import * as fc from 'fast-check'

const DAY = 86_400_000
export const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
export const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'] as const
export type Frequency = (typeof FREQUENCIES)[number]

/** Parts by name, as RFC 5545 writes them; `start` and the window are wall readings in ms as if UTC. */
export type RandomRule = {
  readonly freq: Frequency
  readonly parts: Readonly<Record<string, string>>
  readonly start: number
  readonly from: number
  readonly until: number
}

export const textOf = (freq: Frequency, parts: Readonly<Record<string, string>>): string =>
  [`FREQ=${freq}`, ...Object.entries(parts).map(([name, value]) => `${name}=${value}`)].join(';')

/** What is asked at a time, so that most questions have an answer and none has a hundred thousand. */
const REACH: Record<Frequency, number> = {
  YEARLY: 14 * 365,
  MONTHLY: 6 * 365,
  WEEKLY: 3 * 365,
  DAILY: 400,
  HOURLY: 20,
  MINUTELY: 1,
  SECONDLY: 0.02,
}

/** Rules that RFC 5545 3.3.10 allows: every part where the table there has one, COUNT or UNTIL, BYSETPOS beside another part. */
export const randomRules: fc.Arbitrary<RandomRule> = fc.constantFrom(...FREQUENCIES).chain((freq) => {
  const reach = REACH[freq] * DAY
  const seconds = { min: Date.UTC(1996, 0, 1) / 1_000, max: Date.UTC(2031, 0, 1) / 1_000 }
  return fc
    .record({
      by: byParts(freq),
      positions: sometimes(4, positionsOf(freq)),
      interval: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: freq === 'YEARLY' ? 4 : 9 })),
      weekStart: sometimes(2, fc.constantFrom(...WEEKDAYS)),
      count: sometimes(3, fc.integer({ min: 1, max: 300 }).map(String)),
      end: sometimes(4, fc.integer({ min: 0, max: reach })),
      start: fc.oneof(
        fc.integer(seconds),
        fc.integer(seconds).map((at) => Math.floor(at / 3_600) * 3_600),
      ),
      offset: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: reach })),
      span: fc.integer({ min: 1_000, max: reach }),
    })
    .map(({ by, positions, interval, weekStart, count, end, start, offset, span }) => {
      const at = start * 1_000
      const parts = {
        ...(interval !== 1 && { INTERVAL: String(interval) }),
        ...(count !== undefined && { COUNT: count }),
        ...(count === undefined && end !== undefined && { UNTIL: compact(at + end) }),
        ...(weekStart !== undefined && { WKST: weekStart }),
        ...by,
        ...(positions !== undefined && Object.keys(by).length > 0 && { BYSETPOS: positions }),
      }
      const from = at + Math.floor(offset / 1_000) * 1_000
      return { freq, parts, start: at, from, until: from + Math.floor(span / 1_000) * 1_000 }
    })
})

function byParts(freq: Frequency): fc.Arbitrary<Record<string, string>> {
  const coarse = freq === 'YEARLY' || freq === 'MONTHLY'
  const often = coarse || freq === 'WEEKLY' || freq === 'DAILY'
  // A second that no day allows is looked for, one by one, to the end of the year.
  const rarely = often ? 3 : freq === 'SECONDLY' ? 40 : 12
  const named: Record<string, fc.Arbitrary<string | undefined>> = {
    BYSECOND: sometimes(freq === 'SECONDLY' ? 2 : 6, list(fc.integer({ min: 0, max: 59 }))),
    BYMINUTE: sometimes(freq === 'MINUTELY' ? 2 : 5, list(fc.integer({ min: 0, max: 59 }))),
    BYHOUR: sometimes(freq === 'SECONDLY' ? 15 : 4, list(fc.integer({ min: 0, max: 23 }))),
    BYDAY: sometimes(often ? 2 : rarely, list(dayOf(coarse))),
    BYMONTH: sometimes(rarely, list(fc.integer({ min: 1, max: 12 }))),
    ...(freq !== 'WEEKLY' && { BYMONTHDAY: sometimes(rarely, list(signed(31))) }),
    ...(freq !== 'WEEKLY' &&
      freq !== 'DAILY' &&
      freq !== 'MONTHLY' && { BYYEARDAY: sometimes(Math.max(12, rarely), list(signed(366))) }),
    ...(freq === 'YEARLY' && { BYWEEKNO: sometimes(4, list(fc.oneof(signed(51), signed(53)))) }),
  }
  return fc.record(named).map((all) => {
    const parts = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]))
    // 3.3.10: BYDAY with a number MUST NOT stand beside BYWEEKNO.
    return Object.fromEntries(
      parts.map(([name, value]) => [name, name === 'BYDAY' && all['BYWEEKNO'] ? plainDays(value) : value]),
    )
  })
}

// A minute or second has few starts: positions beyond them would be looked for to the end of the year.
function positionsOf(freq: Frequency): fc.Arbitrary<string> {
  const fine = freq === 'MINUTELY' || freq === 'SECONDLY'
  return fine ? fc.constantFrom('1', '-1', '2,1', '-1,3', '-2,1') : list(signed(8))
}

function dayOf(numbered: boolean): fc.Arbitrary<string> {
  const nth = numbered ? fc.constantFrom('', '', '', '1', '2', '4', '5', '-1', '-2') : fc.constant('')
  return fc.tuple(nth, fc.constantFrom(...WEEKDAYS)).map((pair) => pair.join(''))
}

function plainDays(days: string): string {
  return [...new Set(days.split(',').map((day) => day.slice(-2)))].join(',')
}

/** A value in one of `n` cases. */
function sometimes<T>(n: number, value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: n - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })
}

function list(value: fc.Arbitrary<string | number>): fc.Arbitrary<string> {
  return fc.uniqueArray(value, { minLength: 1, maxLength: 4 }).map((all) => all.join(','))
}

function signed(most: number): fc.Arbitrary<number> {
  return fc.tuple(fc.integer({ min: 1, max: most }), fc.constantFrom(1, 1, -1)).map(([n, sign]) => n * sign)
}

export function compact(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')
}
