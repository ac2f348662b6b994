import { describe, expect, test } from 'vitest'
import { expandSeries } from '../../../src/core/time/recurrence.ts'
import { wallAsUtc } from '../../../src/core/time/wall-clock.ts'
import {
  countedCases,
  instanceCases,
  libicalIsThere,
  seriesOf,
  wallTime,
  type CountedCase,
  type LibicalCase,
} from './libical-cases.ts'

const END = Date.parse('2150-01-01T00:00:00Z')

/** Where we differ from libical on purpose: docs/decisions/0007-where-recurrence-differs.md. */
const OURS: Record<string, string[]> = {
  // libical has no answer. RFC 5545 3.3.10: 30 December 2024 lies in week 1 (of 2025), and BYMONTH names its month.
  '20241230 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=30;BYWEEKNO=1;UNTIL=20320101': [
    '20241230',
    '20251230',
    '20301230',
    '20311230',
  ],
  // A Sunday under BYDAY=TH is no occurrence, and RFC 5545 3.8.5.3 calls the set of such a start undefined. It lies in week 53
  // of 2026, so that INTERVAL counts from 2026; libical counts from 2027 here, and from the year of the week in its other cases.
  '20270103T000000Z FREQ=YEARLY;BYWEEKNO=53;INTERVAL=6;BYDAY=TH;COUNT=1': ['20321230'],
  '20270103T000000Z FREQ=YEARLY;BYWEEKNO=53;INTERVAL=5;BYDAY=TH;COUNT=1': ['20711231'],
}

/** Said of recur.txt. EXRULE is no property any more (RFC 5545 appendix A.3); libical calls it not implemented either. */
const OUR_COUNTS: Record<string, number> = {
  'Every Day in January, except saturday and sunday, using 2 EXRULEs. (NOT IMPLEMENTED)': 31,
}

const keyOf = (one: LibicalCase): string => `${one.start} ${one.rule}`
const all = libicalIsThere ? instanceCases('icalrecur_test.txt') : []
const cases = all.filter((one) => OURS[keyOf(one)] === undefined)
const differing = all.filter((one) => OURS[keyOf(one)] !== undefined)
const refused = libicalIsThere
  ? ['rscale', 'rscale_withicu', 'rscale_withicu_dangi'].flatMap((name) => instanceCases(`icalrecur_test_${name}.txt`))
  : []
const counted = libicalIsThere ? countedCases('recur.txt') : []

describe.skipIf(!libicalIsThere)('recurrences of libical', () => {
  test('T all of them are here [shared cases]', () => {
    expect([cases.length, differing.length, refused.length, counted.length]).toEqual([143, 3, 34, 57])
  })

  test.each(cases)('T libical: $rule from $start [shared cases]', (one) => {
    expect(startsOf(one)).toEqual(one.starts?.map(wallTime))
  })

  test.each(cases)('T libical, asked later: $rule from $start [shared cases]', (one) => {
    const starts = one.starts?.map(wallTime) ?? []
    const from = one.from === undefined ? (starts[Math.floor(starts.length / 2)] ?? '') : wallTime(one.from)
    expect(startsOf(one, from)).toEqual(starts.filter((start) => start >= from))
  })

  test.each(differing)('T libical differs: $rule from $start [shared cases]', (one) => {
    const ours = OURS[keyOf(one)]?.map(wallTime)
    expect(startsOf(one)).toEqual(ours)
    expect(one.starts?.map(wallTime)).not.toEqual(ours)
  })

  test.each(refused)('T libical: $rule is refused [shared cases]', (one) => {
    expect(seriesOf(one)).toMatch(/^(RSCALE|SKIP) \(RFC 7529\) is not supported$/)
  })

  test.each(counted)('T libical: $description [shared cases]', (one) => {
    expect(countOf(one)).toBe(OUR_COUNTS[one.description] ?? one.count)
  })
})

function startsOf(one: LibicalCase, after?: string): string[] {
  const series = seriesOf(one)
  if (typeof series === 'string') throw new Error(series)
  const from = after === undefined ? wallAsUtc(series.start) : Date.parse(`${after}Z`)
  return expandSeries(series, { from, until: END }).map((each) => each.original)
}

function countOf(one: CountedCase): number {
  const value = (name: string) => one.lines.find((line) => line.startsWith(name))?.slice(name.length)
  const [, zone, start = ''] = /^(?:;TZID=([^:]+))?:(.*)$/.exec(value('DTSTART') ?? '') ?? []
  const exdates = value('EXDATE:')
  const series = seriesOf({
    rule: value('RRULE:') ?? '',
    start,
    ...(zone !== undefined && { zone }),
    ...(exdates !== undefined && { exdates: [exdates] }),
  })
  if (typeof series === 'string') throw new Error(series)
  return expandSeries(series, { from: wallAsUtc(series.start) - 86_400_000, until: END }).length
}
