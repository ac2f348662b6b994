import { describe, expect, test } from 'vitest'
import { shiftRule } from '../../../src/core/commands/shift-rule.ts'
import { WallTime } from '../../../src/core/model/wall.ts'

function shifted(rule: string, from: string, to: string): string {
  const result = shiftRule(rule, { from: WallTime.parse(from), to: WallTime.parse(to) })
  return result.ok ? result.value : result.reason
}

// 2026-03-02 is a Monday.
const MONDAY = '2026-03-02T10:00:00'

describe('the rule of a series that is moved', () => {
  test.each([
    ['to another hour stays as it is', 'FREQ=WEEKLY;BYDAY=MO', '2026-03-02T15:00:00', 'FREQ=WEEKLY;BYDAY=MO'],
    ['nowhere stays as it is', 'BYDAY=MO;FREQ=WEEKLY', MONDAY, 'BYDAY=MO;FREQ=WEEKLY'],
    ['to the next day names the next weekday', 'FREQ=WEEKLY;BYDAY=MO', '2026-03-03T10:00:00', 'FREQ=WEEKLY;BYDAY=TU'],
    [
      'to the day before names the weekday before',
      'FREQ=WEEKLY;BYDAY=MO',
      '2026-03-01T10:00:00',
      'FREQ=WEEKLY;BYDAY=SU',
    ],
    ['past midnight names the next weekday', 'FREQ=WEEKLY;BYDAY=MO', '2026-03-03T00:30:00', 'FREQ=WEEKLY;BYDAY=TU'],
    ['by a week keeps the weekday', 'FREQ=WEEKLY;BYDAY=MO', '2026-03-09T10:00:00', 'FREQ=WEEKLY;BYDAY=MO'],
    [
      'moves the whole pattern of a week',
      'FREQ=WEEKLY;BYDAY=MO,WE,SU',
      '2026-03-03T10:00:00',
      'FREQ=WEEKLY;BYDAY=MO,TU,TH',
    ],
    [
      'of every workday too',
      'FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR',
      '2026-03-03T10:00:00',
      'FREQ=DAILY;BYDAY=TU,WE,TH,FR,SA',
    ],
    [
      'keeps days of one week in one week',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU',
      '2026-03-03T10:00:00',
      'FREQ=WEEKLY;INTERVAL=2;WKST=TU;BYDAY=MO,TU',
    ],
    ['without weekdays needs nothing', 'FREQ=WEEKLY;INTERVAL=2', '2026-03-03T10:00:00', 'FREQ=WEEKLY;INTERVAL=2'],
    [
      'moves its end along',
      'FREQ=DAILY;UNTIL=20261231T100000',
      '2026-03-03T11:00:00',
      'FREQ=DAILY;UNTIL=20270101T110000',
    ],
    ['keeps its count', 'FREQ=DAILY;COUNT=3', '2026-03-03T11:00:00', 'FREQ=DAILY;COUNT=3'],
    ['names the new day of the month', 'FREQ=MONTHLY;BYMONTHDAY=2', '2026-03-05T10:00:00', 'FREQ=MONTHLY;BYMONTHDAY=5'],
    ['by the start alone needs nothing', 'FREQ=MONTHLY', '2026-03-05T10:00:00', 'FREQ=MONTHLY'],
    [
      'names the new date of the year',
      'FREQ=YEARLY;BYMONTHDAY=2;BYMONTH=3',
      '2026-04-01T10:00:00',
      'FREQ=YEARLY;BYMONTHDAY=1;BYMONTH=4',
    ],
    [
      'keeps months it need not touch',
      'FREQ=MONTHLY;BYMONTHDAY=2;BYMONTH=3,9',
      '2026-03-03T10:00:00',
      'FREQ=MONTHLY;BYMONTHDAY=3;BYMONTH=3,9',
    ],
    ['second Monday at another hour', 'FREQ=MONTHLY;BYDAY=1MO', '2026-03-02T11:00:00', 'FREQ=MONTHLY;BYDAY=1MO'],
    ['named hours a day later', 'FREQ=DAILY;BYHOUR=10,15', '2026-03-03T10:00:00', 'FREQ=DAILY;BYHOUR=10,15'],
  ])('%s: %s', (_, rule, to, expected) => {
    expect(shifted(rule, MONDAY, to)).toBe(expected)
  })

  test.each([
    ['the first Monday of a month, on another day', 'FREQ=MONTHLY;BYDAY=1MO', '2026-03-03T10:00:00'],
    ['two days of a month', 'FREQ=MONTHLY;BYMONTHDAY=2,15', '2026-03-03T10:00:00'],
    ['a day of the month that is not the start’s', 'FREQ=MONTHLY;BYMONTHDAY=9', '2026-03-03T10:00:00'],
    ['the last day of the month', 'FREQ=MONTHLY;BYMONTHDAY=-1', '2026-03-03T10:00:00'],
    ['two months, into another', 'FREQ=YEARLY;BYMONTH=3,9', '2026-04-02T10:00:00'],
    ['the Mondays of a month', 'FREQ=YEARLY;BYMONTH=3;BYDAY=MO', '2026-03-03T10:00:00'],
    ['the last of some days', 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1', '2026-03-03T10:00:00'],
    ['a day of the year', 'FREQ=YEARLY;BYYEARDAY=61', '2026-03-03T10:00:00'],
    ['a week of the year', 'FREQ=YEARLY;BYWEEKNO=10', '2026-03-03T10:00:00'],
    ['weekdays of one month', 'FREQ=WEEKLY;BYDAY=MO;BYMONTH=3', '2026-03-03T10:00:00'],
    ['named hours', 'FREQ=DAILY;BYHOUR=10,15', '2026-03-02T11:00:00'],
    ['an end that would leave the calendar', 'FREQ=DAILY;UNTIL=99991231T100000', '2026-03-03T10:00:00'],
    ['what is no rule', 'FREQ=SOMETIMES', '2026-03-03T10:00:00'],
  ])('nobody could say what was meant with %s', (_, rule, to) => {
    expect(shifted(rule, MONDAY, to)).toBe('invalid-rule')
  })
})
