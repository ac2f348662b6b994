import { describe, expect, test } from 'vitest'
import { Appointment, AppointmentTime, Override, Series } from '../../../src/core/model/appointment.ts'
import { DAY } from '../../../src/core/model/instant.ts'
import { EVERY_MONDAY, MONDAY_TEN, full, single } from '../document/samples.ts'

const problems = (result: { success: boolean; error?: { issues: { message: string }[] } | undefined }): string[] =>
  result.error?.issues.map(({ message }) => message) ?? []

describe('the time of an appointment', () => {
  test.each([
    ['without length', { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt }],
    ['of one day', { kind: 'all-day', firstDay: '2026-03-02', lastDay: '2026-03-02' }],
    ['of no zone', { kind: 'floating', start: '2026-03-02T10:00:00', end: '2026-03-02T10:00:00' }],
  ])('may be one %s', (_, time) => {
    expect(AppointmentTime.parse(time)).toEqual(time)
  })

  test.each([
    ['timed', { ...MONDAY_TEN, endsAt: MONDAY_TEN.startsAt - 1 }],
    ['all-day', { kind: 'all-day', firstDay: '2026-03-02', lastDay: '2026-03-01' }],
    ['floating', { kind: 'floating', start: '2026-03-02T10:00:00', end: '2026-03-02T09:59:59' }],
  ])('does not end before it starts: %s', (_, time) => {
    expect(problems(AppointmentTime.safeParse(time))).toEqual(['end-before-start'])
  })

  test('says which zone is unknown', () => {
    expect(problems(AppointmentTime.safeParse({ ...MONDAY_TEN, zone: 'Mars' }))).toEqual(['unknown-zone'])
  })
})

describe('a series', () => {
  test.each([
    ['a negative length', { length: -1 }],
    ['a length beyond a year', { length: 366 * DAY + 1 }],
    ['too many rules', { rules: Array.from({ length: 21 }, () => 'FREQ=DAILY') }],
    ['an endless rule', { rules: ['x'.repeat(1_001)] }],
    ['too many exceptions', { exdates: Array.from({ length: 5_001 }, () => '2026-03-02T10:00:00') }],
    ['a date for a time', { rdates: ['2026-03-02'] }],
  ])('does not have %s', (_, own) => {
    expect(Series.safeParse({ ...EVERY_MONDAY, ...own }).success).toBe(false)
  })
})

describe('an appointment', () => {
  test.each([
    ['both a time and a series', { time: MONDAY_TEN, series: EVERY_MONDAY }],
    ['neither', { time: undefined }],
    ['an override of no occurrence', { overrides: { monday: {} } }],
    ['an answer to no question', { answers: { why: 'x' } }],
    ['no uid', { uid: '' }],
    ['an unknown status', { status: 'scheduled' }],
    ['an unknown source', { source: 'rumour' }],
    ['a negative sequence', { sequence: -1 }],
  ])('does not have %s', (_, own) => {
    expect(Appointment.safeParse({ ...single(), ...own }).success).toBe(false)
  })

  test('drops what it does not know', () => {
    expect(Appointment.parse({ ...single(), mood: 'good' })).toStrictEqual(single())
  })

  test('may have all of it', () => {
    expect(Appointment.parse(full())).toStrictEqual(full())
  })

  test('has overrides in which nothing, or all, is of their own', () => {
    const own = { time: MONDAY_TEN, title: '', description: '', location: '', cancelled: false }
    expect([Override.parse({}), Override.parse(own)]).toEqual([{}, own])
  })
})
