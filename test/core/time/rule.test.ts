import { expect, test } from 'vitest'
import { checkRule } from '../../../src/core/time/recurrence.ts'

const detail = (rule: string): unknown => {
  const checked = checkRule(rule)
  return checked.ok ? `accepted ${checked.value}` : checked.details['detail']
}

test.each([
  ['FREQ=WEEKLY', 'FREQ=WEEKLY'],
  ['RRULE:freq=weekly;byday=tu,mo,tu;', 'FREQ=WEEKLY;BYDAY=MO,TU'],
  ['COUNT=3;WKST=MO;INTERVAL=1;FREQ=DAILY', 'FREQ=DAILY;COUNT=3'],
  ['FREQ=MINUTELY;BYSECOND=60,30', 'FREQ=MINUTELY;BYSECOND=30,60'],
  ['FREQ=DAILY;UNTIL=20261231', 'FREQ=DAILY;UNTIL=20261231T000000'],
  ['FREQ=DAILY;UNTIL=20261231T235959;COUNT=9', 'FREQ=DAILY;COUNT=9;UNTIL=20261231T235959'],
  ['FREQ=MONTHLY;BYDAY=+1MO,-1FR;BYSETPOS=+1,-1', 'FREQ=MONTHLY;BYDAY=-1FR,1MO;BYSETPOS=-1,1'],
  [
    'FREQ=YEARLY;INTERVAL=2;WKST=SU;BYMONTH=3,1;BYWEEKNO=-1,20;BYYEARDAY=100;BYMONTHDAY=31,-1;BYHOUR=9;BYMINUTE=30,0;BYSECOND=0',
    'FREQ=YEARLY;INTERVAL=2;WKST=SU;BYSECOND=0;BYMINUTE=0,30;BYHOUR=9;BYMONTHDAY=-1,31;BYYEARDAY=100;BYWEEKNO=-1,20;BYMONTH=1,3',
  ],
])('T %s is written %s', (given, written) => {
  expect(checkRule(given)).toEqual({ ok: true, value: written })
  expect(checkRule(written)).toEqual({ ok: true, value: written })
})

test.each([
  ['', 'unknown part '],
  ['FREQ=OFTEN', 'no frequency'],
  ['INTERVAL=2', 'no frequency'],
  ['FREQ=DAILY;FREQ=DAILY', 'FREQ twice'],
  ['FREQ=DAILY;X-FOO=1', 'unknown part X-FOO=1'],
  ['FREQ=DAILY;RSCALE=HEBREW', 'RSCALE (RFC 7529) is not supported'],
  ['FREQ=MONTHLY;BYMONTHDAY=31;SKIP=FORWARD', 'SKIP (RFC 7529) is not supported'],
  ['FREQ=DAILY;BYSECOND=61', '61 is out of range'],
  ['FREQ=DAILY;COUNT=', 'unknown part COUNT='],
  ['FREQ=DAILY;INTERVAL=0', '0 is out of range'],
  ['FREQ=DAILY;COUNT=-1', '-1 is out of range'],
  ['FREQ=DAILY;INTERVAL=99999999999', '99999999999 is out of range'],
  ['FREQ=DAILY;BYHOUR=24', '24 is out of range'],
  ['FREQ=DAILY;BYMINUTE=1,,2', ' is out of range'],
  ['FREQ=MONTHLY;BYMONTHDAY=0', '0 is out of range'],
  ['FREQ=MONTHLY;BYMONTHDAY=1.5', '1.5 is out of range'],
  ['FREQ=MONTHLY;BYSETPOS=367', '367 is out of range'],
  ['FREQ=WEEKLY;BYDAY=XX', 'no weekday XX'],
  ['FREQ=WEEKLY;BYDAY=1', 'no weekday '],
  ['FREQ=MONTHLY;BYDAY=54MO', '54 is out of range'],
  ['FREQ=WEEKLY;WKST=1', 'no weekday 1'],
  ['FREQ=WEEKLY;BYDAY=1MO', 'BYDAY with a number'],
  ['FREQ=YEARLY;BYWEEKNO=3;BYDAY=1MO', 'BYDAY with a number'],
  ['FREQ=MONTHLY;BYWEEKNO=3', 'BYWEEKNO without YEARLY'],
  ['FREQ=DAILY;UNTIL=20261231T235959Z', 'UNTIL 20261231T235959Z is no wall time'],
  ['FREQ=DAILY;UNTIL=20260230', 'UNTIL 20260230 is no wall time'],
  ['FREQ=DAILY;UNTIL=tomorrow', 'UNTIL TOMORROW is no wall time'],
])('T %s is refused: %s', (rule, expected) => {
  expect(checkRule(rule).ok).toBe(false)
  expect(detail(rule)).toBe(expected)
})
