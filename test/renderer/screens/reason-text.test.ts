import { createInstance, type TFunction } from 'i18next'
import { beforeAll, expect, test } from 'vitest'
import desk from '../../../resources/translations/en/desk.json' with { type: 'json' }
import type { AppointmentId } from '../../../src/core/model/ids.ts'
import { AbsenceId, BookingId, BreakId, RuleId } from '../../../src/core/model/ids.ts'
import { WallDate } from '../../../src/core/model/wall.ts'
import type { HostReason, OfferReason, Reason } from '../../../src/core/scheduling/reason.ts'
import { createFormats } from '../../../src/renderer/formats.ts'
import { reasonTexts, type Words } from '../../../src/renderer/screens/booking-pages/reason-text.ts'
import { at } from '../../support/test-desk.ts'
import { appointment, jonas, miriam, uuid, ZONE } from '../clinic.ts'

const CONFERENCE = appointment(1, 'Case conference', {}).id
const DATE = WallDate.parse('2026-11-20')
const clock = (time: string) => at(`2026-11-20T${time}:00+01:00`)
const span = (from: string, until: string) => ({ start: clock(from), end: clock(until) })
const TEN = span('10:00', '11:00')
const DAY = { start: at('2026-11-20T00:00:00+01:00'), end: at('2026-11-21T00:00:00+01:00') }
const WEEK = { start: at('2026-11-16T00:00:00+01:00'), end: at('2026-11-23T00:00:00+01:00') }

let t: TFunction
beforeAll(async () => {
  t = await createInstance().init({ lng: 'en', defaultNS: 'desk', resources: { en: { desk } } })
})

function told(...reasons: readonly Reason[]) {
  const words: Words = {
    t,
    formats: createFormats('en-GB'),
    zone: ZONE,
    date: DATE,
    nameOf: (member) => (member === miriam.id ? undefined : 'Jonas Peters'),
    titleOf: (id: AppointmentId) => (id === CONFERENCE ? 'Case conference' : undefined),
  }
  // Intl sets dashes of ranges in thin spaces.
  const plain = (text: string) => text.replaceAll('\u2009', ' ')
  return reasonTexts(reasons, words).map(({ text, starts }) =>
    starts.length === 0 ? plain(text) : { text: plain(text), starts },
  )
}

function mine(reason: HostReason) {
  return told({ kind: 'hosts', need: 'all', hosts: [{ member: miriam.id, reasons: [reason] }] })
}

// A kind without an entry does not compile.
const OFFER: { readonly [K in OfferReason['kind']]: readonly [Extract<OfferReason, { kind: K }>, unknown] } = {
  'type-not-active': [{ kind: 'type-not-active' }, 'It is switched off.'],
  'link-not-active': [{ kind: 'link-not-active' }, 'Its link is switched off.'],
  'link-expired': [{ kind: 'link-expired', at: clock('09:00') }, 'Its link expired: Fri 20 Nov, 09:00.'],
  'duration-unknown': [
    { kind: 'duration-unknown', durations: [30, 90] },
    'It can be booked for 30 minutes or 1 hour, 30 minutes only.',
  ],
  places: [{ kind: 'places', capacity: 8 }, 'There are only 8 places.'],
  'host-unknown': [
    { kind: 'host-unknown', member: jonas.id },
    'The hours of Jonas Peters are not known on this computer.',
  ],
  past: [{ kind: 'past' }, 'This time has passed.'],
  notice: [
    { kind: 'notice', minutes: 120, bookBefore: clock('08:00') },
    'It has to be booked 2 hours ahead: for this time that was Fri 20 Nov, 08:00.',
  ],
  'not-yet': [{ kind: 'not-yet', from: clock('12:00') }, 'It can be booked for times from Fri 20 Nov, 12:00 on.'],
  horizon: [
    { kind: 'horizon', horizon: { kind: 'calendar-days', days: 2 }, until: at('2026-11-22T23:59:00+01:00') },
    'At present it can be booked until Sun 22 Nov, 23:59.',
  ],
  'off-grid': [
    { kind: 'off-grid', earlier: clock('10:00'), later: clock('10:30') },
    { text: 'It starts at set times. The nearest:', starts: [clock('10:00'), clock('10:30')] },
  ],
  limit: [
    { kind: 'limit', limit: { of: 'type', measure: 'count', per: 'day', most: 3 }, period: DAY },
    'It can be booked 3 times a day: Fri 20 Nov is full.',
  ],
}

const HOST: { readonly [K in HostReason['kind']]: readonly [Extract<HostReason, { kind: K }>, string] } = {
  'outside-hours': [
    { kind: 'outside-hours', date: DATE, hours: [span('09:00', '12:00'), span('13:00', '17:00')] },
    'Outside of the working hours. Fri 20 Nov: 09:00–12:00 and 13:00–17:00.',
  ],
  override: [{ kind: 'override', date: DATE, hours: [] }, 'Fri 20 Nov is closed by way of exception.'],
  rule: [
    { kind: 'rule', rule: RuleId.parse(uuid(1, 1)), time: TEN },
    'A rule of the working hours closes this: 10:00–11:00.',
  ],
  break: [{ kind: 'break', break: BreakId.parse(uuid(1, 1)), name: 'Lunch', time: TEN }, 'Break “Lunch”: 10:00–11:00.'],
  absence: [
    { kind: 'absence', absence: AbsenceId.parse(uuid(1, 1)), reason: 'vacation', time: WEEK },
    'On vacation: Mon 16 Nov – Sun 22 Nov.',
  ],
  holiday: [
    { kind: 'holiday', holiday: { date: DATE, name: 'Repentance Day', source: 'country' } },
    'Holiday: Repentance Day.',
  ],
  limit: [
    { kind: 'limit', limit: { of: 'host', measure: 'minutes', per: 'week', most: 90 }, period: WEEK },
    'At most 1 hour, 30 minutes of bookings a week: Mon 16 Nov – Sun 22 Nov is full.',
  ],
  busy: [
    { kind: 'busy', time: TEN, appointment: CONFERENCE, gap: 15 },
    '15 minutes have to stay free beside “Case conference”, 10:00–11:00.',
  ],
  booking: [{ kind: 'booking', time: TEN, booking: BookingId.parse(uuid(9, 1)) }, '10:00–11:00 is booked.'],
  seats: [{ kind: 'seats', time: TEN, capacity: 8 }, 'All 8 seats are taken: 10:00–11:00.'],
}

test('S14 every reason of an offer has words', () => {
  const all = Object.values(OFFER)
  expect(all.map(([reason]) => told(reason))).toEqual(all.map(([, text]) => [text]))
})

test('S14 every reason of a host has words', () => {
  const all = Object.values(HOST)
  expect(all.map(([reason]) => mine(reason))).toEqual(all.map(([, text]) => [text]))
})

test('S14 what takes the time is named where it is known, else its time alone', () => {
  expect(mine({ kind: 'busy', time: TEN, appointment: CONFERENCE })).toEqual([
    '10:00–11:00 is taken by “Case conference”.',
  ])
  expect(mine({ kind: 'busy', time: TEN })).toEqual(['10:00–11:00 is taken.'])
  expect(mine({ kind: 'booking', time: TEN, gap: 5 })).toEqual(['5 minutes have to stay free beside 10:00–11:00.'])
})

test('S10 of several who would do it is said that none can, then why each cannot', () => {
  const away: HostReason = {
    kind: 'absence',
    absence: AbsenceId.parse(uuid(1, 1)),
    reason: 'sick',
    time: { start: clock('08:00'), end: at('2026-11-21T12:00:00+01:00') },
  }
  const hosts = [
    { member: miriam.id, reasons: [{ kind: 'busy' as const, time: TEN }] },
    { member: jonas.id, reasons: [away] },
  ]
  expect(told({ kind: 'hosts', need: 'any', hosts })).toEqual([
    'None of those who could take it is free:',
    '10:00–11:00 is taken.',
    'Jonas Peters: Sick: Fri 20 Nov, 08:00 – Sat 21 Nov, 12:00.',
  ])
  expect(told({ kind: 'hosts', need: 'any', group: 'Doctors', hosts }).slice(0, 1)).toEqual([
    'Nobody of “Doctors” is free:',
  ])
})

test('S5b who stands in for somebody is named together with them', () => {
  const busy = { kind: 'busy' as const, time: TEN }
  const hosts = [
    {
      member: miriam.id,
      reasons: [{ kind: 'holiday' as const, holiday: { date: DATE, name: 'Fair', source: 'workspace' as const } }],
    },
    { member: jonas.id, standsInFor: miriam.id, reasons: [busy] },
    { member: miriam.id, standsInFor: jonas.id, reasons: [busy] },
  ]
  expect(told({ kind: 'hosts', need: 'all', hosts })).toEqual([
    'Holiday: Fair.',
    'Jonas Peters, in your place: 10:00–11:00 is taken.',
    'You, in place of Jonas Peters: 10:00–11:00 is taken.',
  ])
})

test('S9 a limit says of whom, of what and when', () => {
  const limit = { measure: 'count' as const, per: 'day' as const, most: 1 }
  expect(mine({ kind: 'limit', limit: { ...limit, of: 'host' }, period: DAY })).toEqual([
    'At most 1 booking a day: Fri 20 Nov is full.',
  ])
  expect(told({ kind: 'limit', limit: { ...limit, of: 'booker', per: 'month' }, period: DAY })).toEqual([
    'Each invitee may book it 1 time a month: Fri 20 Nov is full.',
  ])
})
