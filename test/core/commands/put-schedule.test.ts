import { describe, expect, test } from 'vitest'
import { readEntity } from '../../../src/core/document/entity-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { ANNA, ANNAS_DOCUMENT, FULL_SCHEDULE, SCHEDULE, uuid } from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const noon = [{ start: '12:00', end: '13:00' }]
const never = [{ start: '13:00', end: '12:00' }]
const weekly = { kind: 'weekly', days: [1] }
const recurring = (rule: string) => ({ kind: 'recurring', rule, first: '2026-01-01' })
const rule = (own: object) => ({ id: uuid(503), kind: 'open', dates: weekly, ranges: noon, ...own })
const pause = (own: object) => ({ id: uuid(513), name: 'Tea', dates: weekly, ranges: noon, ...own })

function put(own: object) {
  const desk = deskDouble()
  return { desk, result: desk.run('put-schedule', { schedule: { ...FULL_SCHEDULE, ...own } }) }
}

test('put-schedule keeps everything that a schedule has', () => {
  const { desk, result } = put({})
  expect(result).toEqual({ ok: true, value: FULL_SCHEDULE })
  expect(readEntity(desk.doc(ANNAS_DOCUMENT), scheduleLayout(ANNA), SCHEDULE)).toStrictEqual(FULL_SCHEDULE)
})

test('what is answered is what is kept: dates, travels and exceptions once, rules and breaks by id, rules in our writing', () => {
  const [trip] = FULL_SCHEDULE.travel
  const { desk, result } = put({
    overrides: [
      { date: '2026-12-31', ranges: [] },
      { date: '2026-12-24', ranges: noon },
      { date: '2026-12-24', ranges: [{ start: '14:00', end: '15:00' }] },
    ],
    rules: [rule({ id: uuid(509) }), rule({ dates: recurring('byday=1MO;freq=monthly') })],
    breaks: [pause({ id: uuid(519) }), pause({})],
    travel: [{ ...trip, zone: 'UTC' }, trip],
    holidays: { observed: true, except: ['2026-05-01', '2026-01-01', '2026-05-01'] },
  })
  const kept = {
    ...FULL_SCHEDULE,
    overrides: [
      { date: '2026-12-24', ranges: [...noon, { start: '14:00', end: '15:00' }] },
      { date: '2026-12-31', ranges: [] },
    ],
    rules: [rule({ dates: recurring('FREQ=MONTHLY;BYDAY=1MO') }), rule({ id: uuid(509) })],
    breaks: [pause({}), pause({ id: uuid(519) })],
    travel: [trip],
    holidays: { observed: true, except: ['2026-01-01', '2026-05-01'] },
  }
  expect(result).toEqual({ ok: true, value: kept })
  expect(readEntity(desk.doc(ANNAS_DOCUMENT), scheduleLayout(ANNA), SCHEDULE)).toEqual(kept)
})

describe('what holds nothing is a slip', () => {
  test.each([
    ['a rule that is none', { rules: [rule({ dates: recurring('FREQ=SOMETIMES') })] }, 'invalid-rule'],
    [
      'a rule that yields no date',
      { rules: [rule({ dates: recurring('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30') })] },
      'invalid-rule',
    ],
    ['a rule by the second', { breaks: [pause({ dates: recurring('FREQ=SECONDLY') })] }, 'invalid-rule'],
    [
      'a rule over before it begins',
      { rules: [rule({ from: '2026-02-02', until: '2026-02-01' })] },
      'end-before-start',
    ],
    [
      'a rule’s dates',
      { rules: [rule({ dates: { kind: 'span', from: '2026-02-02', until: '2026-02-01' } })] },
      'end-before-start',
    ],
    ['a rule’s hours', { rules: [rule({ ranges: never })] }, 'invalid-hours'],
    ['a break’s hours', { breaks: [pause({ ranges: never })] }, 'invalid-hours'],
    ['a break without hours', { breaks: [pause({ ranges: [] })] }, 'invalid-hours'],
    ['an override’s hours', { overrides: [{ date: '2026-12-24', ranges: never }] }, 'invalid-hours'],
    ['a journey', { travel: [{ from: '2026-02-02', until: '2026-02-01', zone: 'UTC' }] }, 'end-before-start'],
    [
      'a journey to nowhere',
      { travel: [{ from: '2026-02-01', until: '2026-02-02', zone: 'Mars/Base' }] },
      'unknown-zone',
    ],
    ['two rules by one id', { rules: [rule({}), rule({})] }, 'invalid-input'],
    ['two breaks by one id', { breaks: [pause({}), pause({})] }, 'invalid-input'],
  ])('%s', (_, own, reason) => {
    const { desk, result } = put(own)
    expect([result.ok ? 'ok' : result.reason, desk.written()]).toEqual([reason, []])
  })

  test('and is named', () => {
    expect(put({ rules: [rule({ ranges: never })] }).result).toEqual({
      ok: false,
      reason: 'invalid-hours',
      details: { ...never[0], rules: uuid(503) },
    })
    expect(put({ breaks: [pause({}), pause({})] }).result).toMatchObject({
      details: { fields: ['schedule.breaks.1.id'] },
    })
    expect(put({ travel: [{ from: '2026-02-02', until: '2026-02-01', zone: 'UTC' }] }).result).toMatchObject({
      details: { travel: '2026-02-02' },
    })
  })
})

test('S5 a rule that closes whole dates needs no hours, one of a day that ends is fine', () => {
  const rules = [
    rule({ kind: 'closed', ranges: [], dates: recurring('FREQ=MONTHLY;BYDAY=1MO') }),
    rule({ id: uuid(504), from: '2026-02-01', until: '2026-02-01' }),
    rule({ id: uuid(505), dates: { kind: 'span', from: '2026-02-01', until: '2026-02-01' } }),
    rule({ id: uuid(506), dates: recurring('FREQ=YEARLY;UNTIL=20300101'), ranges: [{ start: '00:00', end: '24:00' }] }),
  ]
  expect(put({ rules }).result.ok).toBe(true)
})
