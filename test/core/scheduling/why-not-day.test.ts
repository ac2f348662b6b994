import { expect, test } from 'vitest'
import { WallDate, ZoneName } from '../../../src/core/model/wall.ts'
import { offeredSlots } from '../../../src/core/scheduling/offered-slots.ts'
import type { Offer } from '../../../src/core/scheduling/offer.ts'
import { whyNot } from '../../../src/core/scheduling/why-not.ts'
import { whyNotDay, type DayStretch } from '../../../src/core/scheduling/why-not-day.ts'
import { at, busy, eventType, iso, member, offer, offerHost, time } from './offer-builder.ts'
import { NOW } from './reasons-against.ts'

const BERLIN = ZoneName.parse('Europe/Berlin')

function day(given: Partial<Offer>, date: string, now = NOW): DayStretch[] {
  return whyNotDay(offer(given), WallDate.parse(date), BERLIN, now)
}

/** `08:00-11:00 busy`; of reasons the kinds. */
function brief(stretches: readonly DayStretch[]): string[] {
  return stretches.map(({ from, until, reasons }) => {
    const kinds = reasons.flatMap((reason) =>
      reason.kind === 'hosts' ? reason.hosts.flatMap((host) => host.reasons.map(({ kind }) => kind)) : [reason.kind],
    )
    return [
      iso([from, until])
        .map((text) => text.slice(11, 16))
        .join('-'),
      ...kinds,
    ].join(' ')
  })
}

test('S14 a day in order: neighbours with the same reasons are one stretch, and it ends with the date', () => {
  const hosts = [offerHost(1, { busy: busy(['2026-11-20T09:00Z', '2026-11-20T10:00Z']) })]
  const hours = [time('2026-11-20T08:00Z', '2026-11-20T11:00Z')]
  const outside = [
    {
      kind: 'hosts',
      need: 'all',
      hosts: [{ member: member(1), reasons: [{ kind: 'outside-hours', date: '2026-11-20', hours }] }],
    },
  ]
  const taken = { kind: 'busy', time: time('2026-11-20T09:00Z', '2026-11-20T10:00Z') }
  expect(day({ hosts }, '2026-11-20')).toEqual([
    { from: at('2026-11-19T23:00Z'), until: at('2026-11-20T08:00Z'), reasons: outside },
    { from: at('2026-11-20T08:00Z'), until: at('2026-11-20T09:00Z'), reasons: [] },
    {
      from: at('2026-11-20T09:00Z'),
      until: at('2026-11-20T10:00Z'),
      reasons: [{ kind: 'hosts', need: 'all', hosts: [{ member: member(1), reasons: [taken] }] }],
    },
    { from: at('2026-11-20T10:00Z'), until: at('2026-11-20T11:00Z'), reasons: [] },
    { from: at('2026-11-20T11:00Z'), until: at('2026-11-20T23:00Z'), reasons: outside },
  ])
})

test('S14 a day without anything in its way but hours, of 23 and of 25 hours', () => {
  expect(brief(day({}, '2027-03-28'))).toEqual(['23:00-22:00 outside-hours'])
  expect(brief(day({}, '2027-10-31'))).toEqual(['22:00-23:00 outside-hours'])
})

test('S14 notice is one stretch, with the moment for its first start', () => {
  const given = { eventType: eventType({ notice: 120 }) }
  const stretches = day(given, '2026-11-20', at('2026-11-20T07:30Z'))
  expect(brief(stretches)).toEqual([
    '23:00-08:00 past outside-hours',
    '08:00-10:00 notice',
    '10:00-11:00',
    '11:00-23:00 outside-hours',
  ])
  expect(stretches[1]?.reasons).toEqual([{ kind: 'notice', minutes: 120, bookBefore: at('2026-11-20T06:00Z') }])
})

test('S12 S14 a day has the starts that follow on something busy', () => {
  const hosts = [offerHost(1, { busy: busy(['2026-11-20T08:00Z', '2026-11-20T08:20Z']) })]
  expect(brief(day({ hosts, eventType: eventType({ fillGaps: true }) }, '2026-11-20'))).toEqual([
    '23:00-08:00 outside-hours',
    '08:00-08:20 busy',
    '08:20-11:00',
    '11:00-23:00 outside-hours',
  ])
})

test('S14 of an offer that nothing is known of, or that is shut, the whole day says so', () => {
  const [from, until] = [at('2026-11-19T23:00Z'), at('2026-11-20T23:00Z')]
  expect(day({ hosts: [] }, '2026-11-20')).toEqual([
    { from, until, reasons: [{ kind: 'host-unknown', member: member(1) }] },
  ])
  expect(brief(day({ eventType: eventType({ status: 'inactive' }) }, '2026-11-20'))).toEqual([
    '23:00-08:00 type-not-active outside-hours',
    '08:00-11:00 type-not-active',
    '11:00-23:00 type-not-active outside-hours',
  ])
})

test('S1 S14 a day says of each start what whyNot says, and leaves open what is offered', () => {
  const given = {
    eventType: eventType({ step: 15, durations: [30], fillGaps: true, buffers: { before: 5, after: 10 }, notice: 60 }),
    duration: 30,
    hosts: [
      offerHost(1, {
        busy: busy(['2026-11-20T08:40Z', '2026-11-20T09:05Z'], ['2026-11-20T10:00Z', '2026-11-20T10:01Z']),
      }),
    ],
  }
  const now = at('2026-11-20T07:20Z')
  const stretches = day(given, '2026-11-20', now)
  for (const { from, reasons } of stretches) expect(whyNot(offer(given), from, now)).toEqual(reasons)
  const listed = offeredSlots(offer(given), time('2026-11-19T23:00Z', '2026-11-20T23:00Z'), now)
  const open = stretches.filter(({ reasons }) => reasons.length === 0)
  expect(listed.filter((start) => !open.some(({ from, until }) => from <= start && start < until))).toEqual([])
  expect(open.filter(({ from }) => !listed.includes(from))).toEqual([])
})
