import { describe, expect, test } from 'vitest'
import { SCHEMA_VERSION } from '../../../src/core/document/shared-document.ts'
import {
  ANNA,
  CALENDAR,
  EVERY_MONDAY,
  MONDAY_TEN,
  QUARTER_DOCUMENT,
  SERIES_DOCUMENT,
  recurring,
  single,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const ID = uuid(100)
const NEW = { id: ID, calendar: CALENDAR, title: 'Visit' }
const MADE = { uid: ID, createdAt: 10_000, changedAt: 10_000, createdBy: ANNA }

describe('create-appointment', () => {
  test('puts a single one into the quarter of its start, and answers with it', () => {
    const desk = deskDouble()
    expect(desk.run('create-appointment', { ...NEW, time: MONDAY_TEN })).toEqual({ ok: true, value: single(MADE) })
    expect([desk.appointment(QUARTER_DOCUMENT), desk.written()]).toEqual([single(MADE), [QUARTER_DOCUMENT]])
  })

  test('puts a recurring one among the series, its rules in our one way of writing them', () => {
    const desk = deskDouble()
    const words = { description: 'D', location: 'L', notes: 'N', availability: 'free', private: true }
    const result = desk.run('create-appointment', {
      ...NEW,
      ...words,
      series: { ...EVERY_MONDAY, rules: ['byday=mo;freq=weekly;'] },
    })
    expect(result).toEqual({ ok: true, value: recurring({ ...MADE, ...words }) })
    expect([desk.appointment(SERIES_DOCUMENT), desk.written()]).toEqual([
      recurring({ ...MADE, ...words }),
      [SERIES_DOCUMENT],
    ])
  })

  const DAYS = { kind: 'all-day', firstDay: '2026-03-02', lastDay: '2026-03-01' }
  const FLOATING = { kind: 'floating', start: '2026-03-02T10:00:01', end: '2026-03-02T10:00:00' }
  test.each([
    ['ends before it starts', { time: { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt - 1 } }, 'end-before-start'],
    ['ends on a day before', { time: DAYS }, 'end-before-start'],
    ['ends on the clock before', { time: FLOATING }, 'end-before-start'],
    ['is in no zone on earth', { time: { ...MONDAY_TEN, zone: 'Europe/Atlantis' } }, 'unknown-zone'],
    ['recurs in no zone on earth', { series: { ...EVERY_MONDAY, zone: '+02:00' } }, 'unknown-zone'],
    ['has no time', {}, 'invalid-input'],
    ['has two', { time: MONDAY_TEN, series: EVERY_MONDAY }, 'invalid-input'],
    ['lies beyond all calendars', { time: { ...MONDAY_TEN, startsAt: 8.64e15, endsAt: 8.64e15 } }, 'invalid-input'],
    ['lies before all calendars', { time: { ...MONDAY_TEN, startsAt: -8.64e15 } }, 'invalid-input'],
    ['is not even an object', { time: 'soon' }, 'invalid-input'],
    ['has an id that is none', { id: 'x', time: MONDAY_TEN }, 'invalid-input'],
    ['has no rule that can be read', { series: { ...EVERY_MONDAY, rules: ['FREQ=SOMETIMES'] } }, 'invalid-rule'],
    ['recurs every minute', { series: { ...EVERY_MONDAY, rules: ['FREQ=MINUTELY'] } }, 'invalid-rule'],
    [
      'never takes place',
      { series: { ...EVERY_MONDAY, rules: ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'] } },
      'invalid-rule',
    ],
    [
      'is over before it starts',
      { series: { ...EVERY_MONDAY, rules: ['FREQ=DAILY;UNTIL=20200101T000000'] } },
      'invalid-rule',
    ],
    [
      'has nothing but exceptions',
      { series: { ...EVERY_MONDAY, rules: [], exdates: [EVERY_MONDAY.start] } },
      'invalid-rule',
    ],
  ])('refuses one that %s', (_, own, reason) => {
    const desk = deskDouble()
    expect(desk.run('create-appointment', { ...NEW, ...own })).toMatchObject({ ok: false, reason })
    expect(desk.written()).toEqual([])
  })

  test('takes a series whose first occurrence is years away, and one made of dates alone', () => {
    const leap = {
      ...EVERY_MONDAY,
      start: '2026-03-02T10:00:00',
      rules: ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;BYDAY=TU'],
    }
    const dates = { ...EVERY_MONDAY, rules: [], rdates: ['2026-02-01T10:00:00'] }
    const results = [leap, dates].map((series) => deskDouble().run('create-appointment', { ...NEW, series }).ok)
    expect(results).toEqual([true, true])
  })

  test('makes no second one under an id that is taken', () => {
    const desk = deskDouble()
    desk.run('create-appointment', { ...NEW, time: MONDAY_TEN })
    const again = desk.run('create-appointment', { ...NEW, title: 'Other', time: MONDAY_TEN })
    expect(again).toEqual({ ok: false, reason: 'invalid-input', details: { fields: ['id'] } })
  })

  test('only reads a document that a newer app has written', () => {
    const desk = deskDouble()
    desk
      .doc(QUARTER_DOCUMENT)
      .getMap('meta')
      .set('schema', SCHEMA_VERSION + 1)
    const result = desk.run('create-appointment', { ...NEW, time: MONDAY_TEN })
    const details = { document: QUARTER_DOCUMENT, version: SCHEMA_VERSION + 1 }
    expect(result).toEqual({ ok: false, reason: 'newer-version', details })
  })
})
