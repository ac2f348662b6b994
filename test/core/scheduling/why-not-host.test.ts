import { expect, test } from 'vitest'
import { Absence } from '../../../src/core/model/absence.ts'
import { AppointmentId, BookingId } from '../../../src/core/model/ids.ts'
import type { OfferHost } from '../../../src/core/scheduling/offer.ts'
import { breakAt, ranges, rule } from './hours-builder.ts'
import { absence, at, booking, busy, eventType, holiday, member, offerHost, schedule, time } from './offer-builder.ts'
import { hostAgainst, reasonsAgainst } from './reasons-against.ts'

const id = (n: number): string => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
// Friday; the host works 09:00-12:00 in Berlin, that is 08:00Z-11:00Z.
const FRIDAY = { date: '2026-11-20', hours: [time('2026-11-20T08:00Z', '2026-11-20T11:00Z')] }
const hours = (given: Record<string, unknown>): Partial<OfferHost> => ({ schedule: schedule(1, given) })

test('S14 outside of hours: the date on the host’s wall, and when the host works then', () => {
  expect(hostAgainst({}, '2026-11-20T07:00Z')).toEqual([{ kind: 'outside-hours', ...FRIDAY }])
  expect(hostAgainst({}, '2026-11-20T11:00Z')).toEqual([{ kind: 'outside-hours', ...FRIDAY }])
  expect(hostAgainst({}, '2026-11-21T08:00Z')).toEqual([{ kind: 'outside-hours', date: '2026-11-21', hours: [] }])
  expect(hostAgainst({}, '2026-11-20T23:00Z')).toEqual([{ kind: 'outside-hours', date: '2026-11-21', hours: [] }])
})

test('S14 a slot over midnight that is outside on both dates names both', () => {
  const late = hours({ weekly: [{ day: 5, ranges: ranges('22:00-23:15') }] })
  const type = { zone: 'Europe/Berlin', step: 30 }
  expect(hostAgainst(late, '2026-11-20T22:30Z', type)).toEqual([
    { kind: 'outside-hours', date: '2026-11-20', hours: [time('2026-11-20T21:00Z', '2026-11-20T22:15Z')] },
    { kind: 'outside-hours', date: '2026-11-21', hours: [] },
  ])
})

test('S14 the hours of a day of 23 hours and of one of 25', () => {
  const night = hours({ weekly: [{ day: 0, ranges: ranges('01:00-04:00') }] })
  expect(hostAgainst(night, '2027-03-28T02:00Z')).toEqual([
    { kind: 'outside-hours', date: '2027-03-28', hours: [time('2027-03-28T00:00Z', '2027-03-28T02:00Z')] },
  ])
  expect(hostAgainst(night, '2027-10-31T02:00Z')).toEqual([])
  expect(hostAgainst(night, '2027-10-31T03:00Z')).toEqual([
    { kind: 'outside-hours', date: '2027-10-31', hours: [time('2027-10-30T23:00Z', '2027-10-31T03:00Z')] },
  ])
})

test('S14 an override is named in place of the weekly hours', () => {
  const override = { date: '2026-11-20', ranges: ranges('10:00-11:00') }
  expect(hostAgainst(hours({ overrides: [override] }), '2026-11-20T09:00Z')).toEqual([])
  expect(hostAgainst(hours({ overrides: [override] }), '2026-11-20T08:00Z')).toEqual([
    { kind: 'override', date: '2026-11-20', hours: [time('2026-11-20T09:00Z', '2026-11-20T10:00Z')] },
  ])
  expect(hostAgainst(hours({ overrides: [{ ...override, ranges: [] }] }), '2026-11-20T09:00Z')).toEqual([
    { kind: 'override', date: '2026-11-20', hours: [] },
  ])
})

test('S14 on a journey the hours are those of where the host is', () => {
  const travel = [{ from: '2026-11-20', until: '2026-11-20', zone: 'Asia/Tokyo' }]
  const type = { zone: 'Europe/Berlin' }
  expect(hostAgainst(hours({ travel }), '2026-11-20T00:00Z', type)).toEqual([])
  expect(hostAgainst(hours({ travel }), '2026-11-20T08:00Z', type)).toEqual([
    { kind: 'outside-hours', date: '2026-11-20', hours: [time('2026-11-20T00:00Z', '2026-11-20T03:00Z')] },
  ])
})

test('S14 all layers that close a slot are named, in the order of S5, before busy times and bookings', () => {
  const dates = { kind: 'list', dates: ['2026-11-20'] }
  const away = Absence.parse({
    id: id(420),
    member: id(1),
    time: { kind: 'span', startsAt: at('2026-11-20T08:30Z'), endsAt: at('2026-11-20T08:31Z') },
    reason: 'sick',
    source: 'manual',
  })
  const given: Partial<OfferHost> = {
    ...hours({ rules: [rule(1, { dates })], breaks: [breakAt(2, '09:30-09:45', dates)] }),
    absences: [away, absence(1, '2026-11-18', '2026-11-22')],
    holidays: [holiday('2026-11-20')],
    busy: busy(['2026-11-20T08:10Z', '2026-11-20T08:20Z']),
    bookings: [booking('2026-11-20T08:20Z', '2026-11-20T08:25Z', { id: BookingId.parse(id(31)) })],
  }
  expect(hostAgainst(given, '2026-11-20T08:00Z', { zone: 'Europe/Berlin' })).toEqual([
    { kind: 'rule', rule: id(401), time: time('2026-11-19T23:00Z', '2026-11-20T23:00Z') },
    { kind: 'break', break: id(502), name: 'Break 2', time: time('2026-11-20T08:30Z', '2026-11-20T08:45Z') },
    { kind: 'absence', absence: id(420), reason: 'sick', time: time('2026-11-20T08:30Z', '2026-11-20T08:31Z') },
    { kind: 'absence', absence: id(401), reason: 'vacation', time: time('2026-11-17T23:00Z', '2026-11-22T23:00Z') },
    { kind: 'holiday', holiday: holiday('2026-11-20') },
    { kind: 'busy', time: time('2026-11-20T08:10Z', '2026-11-20T08:20Z') },
    { kind: 'booking', time: time('2026-11-20T08:20Z', '2026-11-20T08:25Z'), booking: id(31) },
  ])
})

test('S14 a break next to the slot is no reason, and no more is a holiday that the host opted out of', () => {
  const dates = { kind: 'list', dates: ['2026-11-20'] }
  const given = hours({
    breaks: [breakAt(1, '10:00-10:15', dates)],
    holidays: { observed: true, except: ['2026-11-20'] },
  })
  expect(hostAgainst({ ...given, holidays: [holiday('2026-11-20')] }, '2026-11-20T08:00Z')).toEqual([])
  expect(hostAgainst({ ...given, holidays: [holiday('2026-11-20')] }, '2026-11-20T09:00Z')).toEqual([
    { kind: 'break', break: id(501), name: 'Break 1', time: time('2026-11-20T09:00Z', '2026-11-20T09:15Z') },
  ])
})

test('S14 busy times are named by their events, merged ones apart; without events by the merged time', () => {
  const merged = busy(['2026-11-20T08:15Z', '2026-11-20T08:45Z'])
  const [one, two] = [AppointmentId.parse(id(1)), AppointmentId.parse(id(2))]
  const events = [
    { ...time('2026-11-20T08:30Z', '2026-11-20T08:45Z'), appointment: two },
    { ...time('2026-11-20T08:15Z', '2026-11-20T08:30Z'), appointment: one },
  ]
  expect(hostAgainst({ busy: merged, events }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'busy', time: time('2026-11-20T08:15Z', '2026-11-20T08:30Z'), appointment: one },
    { kind: 'busy', time: time('2026-11-20T08:30Z', '2026-11-20T08:45Z'), appointment: two },
  ])
  expect(hostAgainst({ busy: merged }, '2026-11-20T08:00Z')).toEqual([
    { kind: 'busy', time: time('2026-11-20T08:15Z', '2026-11-20T08:45Z') },
  ])
  expect(hostAgainst({ busy: busy(['2026-11-20T09:30Z', '2026-11-20T09:45Z']), events }, '2026-11-20T09:00Z')).toEqual([
    { kind: 'busy', time: time('2026-11-20T09:30Z', '2026-11-20T09:45Z') },
  ])
  expect(hostAgainst({ busy: merged, events: [] }, '2026-11-20T08:00Z')).toHaveLength(1)
  expect(hostAgainst({ busy: merged, events }, '2026-11-20T09:00Z')).toEqual([])
})

test('S14 where only the gap is missing, its minutes are told, both sides of the edge', () => {
  const type = { buffers: { before: 10, after: 20 } }
  const before = (end: string): Partial<OfferHost> => ({ busy: busy(['2026-11-20T08:00Z', end]) })
  expect(hostAgainst(before('2026-11-20T08:50Z'), '2026-11-20T09:00Z', type)).toEqual([])
  expect(hostAgainst(before('2026-11-20T08:51Z'), '2026-11-20T09:00Z', type)).toEqual([
    { kind: 'busy', time: time('2026-11-20T08:00Z', '2026-11-20T08:51Z'), gap: 10 },
  ])
  const behind = (start: string): Partial<OfferHost> => ({ busy: busy([start, '2026-11-20T11:00Z']) })
  expect(hostAgainst(behind('2026-11-20T10:20Z'), '2026-11-20T09:00Z', type)).toEqual([])
  expect(hostAgainst(behind('2026-11-20T10:19Z'), '2026-11-20T09:00Z', type)).toEqual([
    { kind: 'busy', time: time('2026-11-20T10:19Z', '2026-11-20T11:00Z'), gap: 20 },
  ])
})

test('S14 between two bookings the larger of sums and least gaps is told', () => {
  const type = { buffers: { before: 10, after: 5, between: 25 } }
  const booked = (start: string, end: string): Partial<OfferHost> => ({
    bookings: [booking(start, end, { buffers: { before: 5, after: 20 } })],
  })
  expect(hostAgainst(booked('2026-11-20T08:00Z', '2026-11-20T08:30Z'), '2026-11-20T09:00Z', type)).toEqual([])
  expect(hostAgainst(booked('2026-11-20T08:00Z', '2026-11-20T08:31Z'), '2026-11-20T09:00Z', type)).toEqual([
    { kind: 'booking', time: time('2026-11-20T08:00Z', '2026-11-20T08:31Z'), gap: 30 },
  ])
  expect(hostAgainst(booked('2026-11-20T10:24Z', '2026-11-20T11:00Z'), '2026-11-20T09:00Z', type)).toEqual([
    { kind: 'booking', time: time('2026-11-20T10:24Z', '2026-11-20T11:00Z'), gap: 25 },
  ])
})

test('S14 an empty busy time is a reason within the slot alone', () => {
  const given = { busy: [at('2026-11-20T09:00Z'), at('2026-11-20T09:00Z')] }
  expect(hostAgainst(given, '2026-11-20T08:00Z')).toEqual([])
  expect(hostAgainst(given, '2026-11-20T09:00Z')).toEqual([])
  expect(hostAgainst(given, '2026-11-20T08:30Z', { step: 30 })).toEqual([
    { kind: 'busy', time: time('2026-11-20T09:00Z', '2026-11-20T09:00Z') },
  ])
})

test('S14 of a group type: no seat is left, or the host is in another session', () => {
  const type = { category: 'group', capacity: 3, step: 30 }
  const session = (seats: number): Partial<OfferHost> => ({
    bookings: [booking('2026-11-20T09:00Z', '2026-11-20T10:00Z', { eventType: eventType().id, seats })],
  })
  expect(hostAgainst(session(2), '2026-11-20T09:00Z', type)).toEqual([])
  expect(hostAgainst(session(3), '2026-11-20T09:00Z', type)).toEqual([
    { kind: 'seats', time: time('2026-11-20T09:00Z', '2026-11-20T10:00Z'), capacity: 3 },
  ])
  expect(hostAgainst(session(2), '2026-11-20T08:30Z', type)).toEqual([
    { kind: 'booking', time: time('2026-11-20T09:00Z', '2026-11-20T10:00Z') },
  ])
  const asked = { eventType: eventType(type), hosts: [offerHost(1, session(2))] }
  expect(reasonsAgainst({ ...asked, places: 2 }, '2026-11-20T09:00Z')).toEqual([
    {
      kind: 'hosts',
      need: 'all',
      hosts: [
        {
          member: member(1),
          reasons: [{ kind: 'seats', time: time('2026-11-20T09:00Z', '2026-11-20T10:00Z'), capacity: 3 }],
        },
      ],
    },
  ])
  expect(reasonsAgainst({ ...asked, places: 4 }, '2026-11-20T10:00Z')).toEqual([{ kind: 'places', capacity: 3 }])
})
