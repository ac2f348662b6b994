import { expect, test } from 'vitest'
import { hoursWithin } from '../../../src/core/scheduling/hours-within.ts'
import { absence, breakAt, holiday, hostHours, ranges, rule, weekly, type GivenHours } from './hours-builder.ts'

const iso = (ms: number): string => new Date(ms).toISOString().slice(5, 16)

/** The spans of the days asked for, cut to them. */
function hours(given: GivenHours, from: string, until: string = from): string[] {
  const start = Date.parse(`${from}T00:00Z`)
  const end = Date.parse(`${until}T00:00Z`) + 86_400_000
  const spans = hoursWithin(hostHours(given), { start, end })
  const texts: string[] = []
  for (let i = 0; i < spans.length; i += 2) {
    const [a, b] = [Math.max(spans[i] ?? 0, start), Math.min(spans[i + 1] ?? 0, end)]
    if (a < b) texts.push(`${iso(a)} ${iso(b)}`)
  }
  return texts
}

const LONDON = 'Europe/London'
const NEW_YORK = 'America/New_York'

test('S3 a range over a gap, in a gap, and over an hour that comes twice', () => {
  expect(hours({ weekly: weekly('00:30-03:00', [0]) }, '2026-03-29')).toEqual(['03-29T00:30 03-29T02:00'])
  expect(hours({ weekly: weekly('01:00-02:00', [0]) }, '2026-03-29')).toEqual([])
  expect(hours({ weekly: weekly('00:30-01:30', [0]) }, '2026-03-29')).toEqual(['03-29T00:30 03-29T01:00'])
  expect(hours({ weekly: weekly('01:00-01:30', [0]) }, '2026-10-25')).toEqual(['10-25T00:00 10-25T01:30'])
  expect(hours({ weekly: weekly('02:00-03:00', [0]) }, '2026-10-25')).toEqual(['10-25T02:00 10-25T03:00'])
})

test('S3 the day before and the day after a change are plain', () => {
  expect(hours({}, '2026-03-28', '2026-03-30')).toEqual([
    '03-28T09:00 03-28T17:00',
    '03-29T08:00 03-29T16:00',
    '03-30T08:00 03-30T16:00',
  ])
})

test('S3 a zone that goes back over midnight shows minutes of a date on the next', () => {
  // Saint John's, 2010-11-07 at 00:01 back to 23:01 of the 6th.
  const given = { zone: 'America/St_Johns', weekly: weekly('23:00-24:00', [6]) }
  expect(hours(given, '2010-11-07')).toEqual(['11-07T01:30 11-07T03:30'])
})

test('S3 a date that a zone skips has no hours', () => {
  expect(hours({ zone: 'Pacific/Apia', weekly: weekly('09:00-17:00', [5]) }, '2011-12-29', '2011-12-31')).toEqual([])
})

test('S4 ranges that touch or overlap merge, over midnight too; inverted and empty ones are nothing', () => {
  const given = {
    zone: 'UTC',
    weekly: weekly('23:00-24:00 10:00-11:00 09:00-10:00 00:00-00:30 15:00-14:00 16:00-16:00'),
  }
  expect(hours(given, '2026-11-20', '2026-11-21')).toEqual([
    '11-20T00:00 11-20T00:30',
    '11-20T09:00 11-20T11:00',
    '11-20T23:00 11-21T00:30',
    '11-21T09:00 11-21T11:00',
    '11-21T23:00 11-22T00:00',
  ])
})

test('S5 a rule opens every other Thursday, on weekly hours or without them', () => {
  const dates = { kind: 'recurring', rule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', first: '2026-11-05' }
  const open = rule(1, { kind: 'open', dates, ranges: ranges('17:00-19:00') })
  const given = { zone: 'UTC', weekly: weekly('09:00-17:00', [5]), rules: [open] }
  expect(hours(given, '2026-11-01', '2026-11-20')).toEqual([
    '11-05T17:00 11-05T19:00',
    '11-06T09:00 11-06T17:00',
    '11-13T09:00 11-13T17:00',
    '11-19T17:00 11-19T19:00',
    '11-20T09:00 11-20T17:00',
  ])
  expect(hours({ ...given, weekly: weekly('09:00-17:00', [4]) }, '2026-11-19')).toEqual(['11-19T09:00 11-19T19:00'])
})

test('S5 a rule closes the first Monday of each month', () => {
  const dates = { kind: 'recurring', rule: 'FREQ=MONTHLY;BYDAY=1MO', first: '2026-01-01' }
  const given = { zone: 'UTC', weekly: weekly('09:00-12:00', [1]), rules: [rule(1, { dates })] }
  expect(hours(given, '2026-11-01', '2026-12-14')).toEqual([
    '11-09T09:00 11-09T12:00',
    '11-16T09:00 11-16T12:00',
    '11-23T09:00 11-23T12:00',
    '11-30T09:00 11-30T12:00',
    '12-14T09:00 12-14T12:00',
  ])
})

test('S5a a rule without ranges is the whole date, within its first and last date', () => {
  const dates = { kind: 'weekly', days: [0, 1, 2, 3, 4, 5, 6] }
  const open = rule(1, { kind: 'open', dates, from: '2026-11-20', until: '2026-11-21' })
  expect(hours({ zone: 'UTC', weekly: [], rules: [open] }, '2026-11-18', '2026-11-24')).toEqual([
    '11-20T00:00 11-22T00:00',
  ])
  const closed = rule(2, { dates, from: '2026-11-19', until: '2026-11-20' })
  expect(hours({ zone: 'UTC', rules: [closed] }, '2026-11-18', '2026-11-21')).toEqual([
    '11-18T09:00 11-18T17:00',
    '11-21T09:00 11-21T17:00',
  ])
  const nothing = rule(3, { dates, ranges: ranges('12:00-12:00') })
  expect(hours({ zone: 'UTC', rules: [nothing] }, '2026-11-20')).toEqual(['11-20T09:00 11-20T17:00'])
})

test('S5 an override replaces weekly hours and rules that open; several of one date are their union', () => {
  const dates = { kind: 'list', dates: ['2026-11-20', '2026-11-21'] }
  const open = rule(1, { kind: 'open', dates, ranges: ranges('18:00-20:00') })
  const override = { date: '2026-11-20', ranges: ranges('14:00-15:00') }
  const given = { zone: 'UTC', rules: [open], overrides: [override] }
  expect(hours(given, '2026-11-20', '2026-11-21')).toEqual([
    '11-20T14:00 11-20T15:00',
    '11-21T09:00 11-21T17:00',
    '11-21T18:00 11-21T20:00',
  ])
  const second = { date: '2026-11-20', ranges: ranges('10:00-11:00 14:30-16:00') }
  expect(hours({ ...given, overrides: [override, second] }, '2026-11-20')).toEqual([
    '11-20T10:00 11-20T11:00',
    '11-20T14:00 11-20T16:00',
  ])
  expect(hours({ ...given, overrides: [{ date: '2026-11-20', ranges: [] }] }, '2026-11-20')).toEqual([])
  expect(hours({ ...given, overrides: [{ date: '2026-11-20', ranges: ranges('15:00-14:00') }] }, '2026-11-20')).toEqual(
    [],
  )
})

test('S5 a rule that closes removes from an override; a rule that opens never comes back after it', () => {
  const dates = { kind: 'span', from: '2026-11-20', until: '2026-11-20' }
  const override = { date: '2026-11-20', ranges: ranges('10:00-15:00') }
  const rules = [rule(1, { dates, ranges: ranges('12:00-13:00') }), rule(2, { kind: 'open', dates })]
  expect(hours({ zone: 'UTC', overrides: [override], rules }, '2026-11-20')).toEqual([
    '11-20T10:00 11-20T12:00',
    '11-20T13:00 11-20T15:00',
  ])
  expect(hours({ zone: 'UTC', rules }, '2026-11-20')).toEqual(['11-20T00:00 11-20T12:00', '11-20T13:00 11-21T00:00'])
})

test('S5 breaks: weekly, recurring, once; without ranges nothing', () => {
  const lunch = breakAt(1, '12:00-13:00', { kind: 'weekly', days: [5] })
  const tea = breakAt(2, '15:00-15:30', { kind: 'recurring', rule: 'FREQ=DAILY;INTERVAL=3', first: '2026-11-20' })
  const once = breakAt(3, '09:00-10:00 16:00-18:00', { kind: 'list', dates: ['2026-11-21'] })
  const none = breakAt(4, '', { kind: 'weekly', days: [0, 1, 2, 3, 4, 5, 6] })
  expect(hours({ zone: 'UTC', breaks: [lunch, tea, once, none] }, '2026-11-20', '2026-11-21')).toEqual([
    '11-20T09:00 11-20T12:00',
    '11-20T13:00 11-20T15:00',
    '11-20T15:30 11-20T17:00',
    '11-21T10:00 11-21T16:00',
  ])
})

test('S5a what is taken away is a span of instants: a break over the second 01:30 leaves nothing of it', () => {
  const pause = breakAt(1, '01:00-01:30', { kind: 'weekly', days: [0] })
  expect(hours({ weekly: weekly('00:00-03:00'), breaks: [pause] }, '2026-10-25')).toEqual(['10-25T01:30 10-25T03:00'])
})

test('S5 an absence of dates is whole dates of the host, both included; one of instants is a span', () => {
  const away = absence(1, { kind: 'dates', from: '2026-11-20', until: '2026-11-21' })
  const given = { zone: NEW_YORK, weekly: weekly('00:00-24:00'), absences: [away] }
  expect(hours(given, '2026-11-19', '2026-11-22')).toEqual(['11-19T00:00 11-20T05:00', '11-22T05:00 11-23T00:00'])
  const [startsAt, endsAt] = [Date.parse('2026-11-20T10:30Z'), Date.parse('2026-11-20T11:00Z')]
  expect(hours({ absences: [absence(1, { kind: 'span', startsAt, endsAt })] }, '2026-11-20')).toEqual([
    '11-20T09:00 11-20T10:30',
    '11-20T11:00 11-20T17:00',
  ])
})

test('S5 a holiday is a whole date of the host, on a day of 23 hours too', () => {
  const given = { zone: LONDON, weekly: weekly('00:00-24:00'), holidays: [holiday('2026-03-29')] }
  expect(hours(given, '2026-03-28', '2026-03-30')).toEqual(['03-28T00:00 03-29T00:00', '03-29T23:00 03-31T00:00'])
})

test('S5 travel changes the zone of its dates, both included; of overlapping travel the last holds', () => {
  const tokyo = { from: '2026-11-20', until: '2026-11-21', zone: 'Asia/Tokyo' }
  expect(hours({ travel: [tokyo] }, '2026-11-19', '2026-11-22')).toEqual([
    '11-19T09:00 11-19T17:00',
    '11-20T00:00 11-20T08:00',
    '11-21T00:00 11-21T08:00',
    '11-22T09:00 11-22T17:00',
  ])
  const later = { from: '2026-11-21', until: '2026-11-21', zone: NEW_YORK }
  expect(hours({ travel: [tokyo, later] }, '2026-11-20', '2026-11-21')).toEqual([
    '11-20T00:00 11-20T08:00',
    '11-21T14:00 11-21T22:00',
  ])
  expect(hours({ travel: [later, tokyo] }, '2026-11-21')).toEqual(['11-21T00:00 11-21T08:00'])
})

test('S5 on a journey, overrides, holidays and absences are dates of where the host is', () => {
  const travel = [{ from: '2026-11-20', until: '2026-11-22', zone: 'Asia/Tokyo' }]
  const given = { travel, weekly: weekly('00:00-24:00'), holidays: [holiday('2026-11-21')] }
  expect(hours(given, '2026-11-20', '2026-11-21')).toEqual(['11-20T00:00 11-20T15:00', '11-21T15:00 11-22T00:00'])
  const override = { date: '2026-11-21', ranges: ranges('10:00-11:00') }
  expect(hours({ travel, overrides: [override] }, '2026-11-21')).toEqual(['11-21T01:00 11-21T02:00'])
})

test('S5 a rule that cannot be expanded has no dates, and takes nothing else with it', () => {
  const of = (text: string): unknown => rule(1, { dates: { kind: 'recurring', rule: text, first: '2026-01-01' } })
  const rules = ['', 'FREQ=SOMETIMES', 'FREQ=HOURLY;INTERVAL=20', 'FREQ=MINUTELY'].map(of)
  expect(hours({ zone: 'UTC', rules }, '2026-11-20')).toEqual(['11-20T09:00 11-20T17:00'])
})

test('S16 the hours of a day do not depend on how much was asked for', () => {
  const recurring = { kind: 'recurring', rule: 'FREQ=DAILY;INTERVAL=4', first: '2026-01-01' }
  const given = {
    zone: NEW_YORK,
    weekly: weekly('00:00-01:30 22:00-24:00'),
    rules: [rule(1, { dates: recurring }), rule(2, { kind: 'open', dates: recurring, ranges: ranges('02:00-08:00') })],
    breaks: [breakAt(1, '22:30-23:00', { kind: 'weekly', days: [2, 4] })],
    travel: [{ from: '2026-10-30', until: '2026-11-03', zone: 'Pacific/Kiritimati' }],
    absences: [absence(1, { kind: 'dates', from: '2026-11-10', until: '2026-11-12' })],
  }
  const days = Array.from({ length: 40 }, (_, i) => new Date(Date.parse('2026-10-20') + i * 86_400_000))
  const each = days.flatMap((day) => hours(given, day.toISOString().slice(0, 10)))
  expect(joined(each)).toEqual(hours(given, '2026-10-20', '2026-11-28'))
})

/** What ends where the next one starts, as one. */
function joined(texts: readonly string[]): string[] {
  const all: string[] = []
  for (const text of texts) {
    const last = all.at(-1)
    if (last?.slice(12) === text.slice(0, 11)) all[all.length - 1] = last.slice(0, 12) + text.slice(12)
    else all.push(text)
  }
  return all
}
