import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { documentName } from '../../../src/core/document/document-name.ts'
import { ROOTS, type RootName } from '../../../src/core/document/shared-document.ts'
import { touchedEntities } from '../../../src/core/document/touched-entities.ts'
import {
  ANNA,
  ANNAS_DOCUMENT,
  BEN,
  CALENDAR,
  EVERY_MONDAY,
  FULL_EVENT_TYPE,
  FULL_SCHEDULE,
  MONDAY_TEN,
  SAMPLE_ABSENCE,
  SAMPLE_EVENT_TYPE,
  SAMPLE_LINK,
  SAMPLE_SCHEDULE,
  SERIES_DOCUMENT,
  WORKSPACE,
  uuid,
} from '../document/samples.ts'
import { deviceDouble, exchangeAll, rowsFromScratch, type DeviceDouble } from './device-double.ts'
import { sorted } from './row-table.ts'

const HOUR = 3_600_000
const SINGLES = 3
const SERIES = 2

/** `who` does something at one of few appointments, or hands one of the updates it has made to somebody, perhaps again. */
type Step =
  | { readonly kind: 'act'; readonly who: number; readonly verb: Verb; readonly which: number; readonly how: number }
  | { readonly kind: 'send'; readonly who: number; readonly to: number; readonly nth: number }

const VERBS = [
  'create',
  'edit',
  'move',
  'cancel',
  'remove',
  'restore',
  'import',
  'calendar',
  'hours',
  'rules',
  'absence',
  'type',
  'link',
] as const
type Verb = (typeof VERBS)[number]

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('act' as const),
    who: fc.nat(2),
    verb: fc.constantFrom(...VERBS),
    which: fc.nat(SINGLES + SERIES - 1),
    how: fc.nat(63),
  }),
  fc.record({ kind: fc.constant('send' as const), who: fc.nat(2), to: fc.nat(2), nth: fc.nat(99) }),
)

function inputOf(verb: Verb, which: number, how: number): readonly [verb: string, input: object] {
  const series = which >= SINGLES
  const day = new Date(Date.parse('2026-03-02T00:00:00Z') + (how % 5) * 7 * 86_400_000).toISOString().slice(0, 10)
  const scope = series && how % 3 === 1 ? { kind: 'one', original: `${day}T10:00:00` } : { kind: 'all' }
  const quarter = documentName({ kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: '2026-q1' })
  const target = { document: series ? SERIES_DOCUMENT : quarter, id: uuid(100 + which), scope }
  const startsAt = MONDAY_TEN.startsAt + how * HOUR
  const time =
    how % 7 === 0
      ? { kind: 'all-day', firstDay: day, lastDay: day }
      : { ...MONDAY_TEN, startsAt, endsAt: startsAt + HOUR }
  const made = {
    id: uuid(100 + which),
    calendar: CALENDAR,
    title: `${how}`,
    ...(series ? { series: EVERY_MONDAY } : { time: MONDAY_TEN }),
  }
  const imported = {
    ...made,
    uid: `${which}`,
    sequence: how % 3,
    description: '',
    location: `${how}`,
    notes: '',
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'import',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: 1,
    createdBy: ANNA,
    changedAt: how,
  }
  const edits = [
    { title: `${how}` },
    { location: `${how}` },
    { notes: `${how}` },
    { series: { ...EVERY_MONDAY, rules: ['FREQ=WEEKLY;BYDAY=MO,WE'] } },
  ]
  const hours = [{ start: '09:00', end: `1${how % 10}:00` }]
  switch (verb) {
    case 'create':
      return ['create-appointment', made]
    case 'edit':
      return ['edit-appointment', { ...target, edit: edits[how % 4] }]
    case 'move':
      return ['move-appointment', { ...target, time, ...(how % 3 === 0 && { original: `${day}T10:00:00` }) }]
    case 'cancel':
      return ['cancel-appointment', target]
    case 'remove':
      return ['remove-appointment', target]
    case 'restore':
      return ['restore-appointment', target]
    case 'import':
      return [
        'import-appointments',
        {
          calendar: CALENDAR,
          items: [{ appointment: imported, existing: { document: target.document, id: target.id } }],
        },
      ]
    case 'calendar':
      return how % 4 === 0
        ? ['create-calendar', { id: CALENDAR, name: 'C', zone: 'UTC' }]
        : ['edit-calendar', { id: CALENDAR, name: `${how}` }]
    case 'hours':
      return how % 4 === 0
        ? ['put-schedule', { schedule: SAMPLE_SCHEDULE }]
        : ['set-weekly-hours', { member: ANNA, id: SAMPLE_SCHEDULE.id, weekly: [{ day: how % 7, ranges: hours }] }]
    case 'rules':
      return ['put-schedule', { schedule: scheduleOf(how) }]
    case 'absence': {
      const id = uuid(600 + (how % 3))
      return how % 5 === 0
        ? ['remove-absence', { member: ANNA, id }]
        : [
            'put-absence',
            {
              absence: {
                ...SAMPLE_ABSENCE,
                id,
                delegate: how % 2 ? BEN : undefined,
                time: { kind: 'dates', from: day, until: day },
              },
            },
          ]
    }
    case 'type':
      return [
        'put-event-type',
        {
          document: ANNAS_DOCUMENT,
          eventType: { ...(how % 2 ? FULL_EVENT_TYPE : SAMPLE_EVENT_TYPE), capacity: 1, name: `${how}` },
        },
      ]
    case 'link':
      return ['put-booking-link', { document: ANNAS_DOCUMENT, link: { ...SAMPLE_LINK, active: how % 2 === 0 } }]
  }
}

/** Some of what a full schedule has, by the bits of a number. */
function scheduleOf(how: number): object {
  const { rules, breaks, travel, holidays, ...rest } = FULL_SCHEDULE
  const some = <T>(items: readonly T[], shift: number): T[] => items.filter((_, at) => (how >> (shift + at)) % 2 === 0)
  return {
    ...rest,
    rules: some(rules, 0),
    breaks: some(breaks, 2),
    travel: some(travel, 3),
    holidays: { observed: how % 2 === 0, except: some(holidays.except, 4) },
    tentativeBlocks: how % 3 === 0,
  }
}

function play(steps: readonly Step[], devices: readonly DeviceDouble[]): void {
  steps.forEach((one, now) => {
    const from = devices[one.who % devices.length]
    if (one.kind === 'act') return from?.run(...inputOf(one.verb, one.which, one.how), now)
    const update = from?.sent[one.nth % from.sent.length]
    if (update !== undefined) devices[one.to % devices.length]?.receive(update)
  })
}

type Touching = typeof touchedEntities

function converges(count: number, touching?: Touching) {
  return fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), (steps) => {
    const devices = Array.from({ length: count }, (_, n) => deviceDouble(n + 1, touching))
    play(steps, devices)
    exchangeAll(devices)
    const [first, ...others] = devices.map(({ rows }) => sorted(rows))
    for (const other of others) expect(other).toStrictEqual(first)
    for (const device of devices) expect(sorted(device.rows)).toStrictEqual(sorted(rowsFromScratch(device)))
  })
}

test.each([2, 3])(
  'Y2 Y3 %i devices that have seen the same updates show the same rows, and those of a replay',
  (count) => {
    expect(() => fc.assert(converges(count), { numRuns: 120 })).not.toThrow()
  },
)

test('Y3 rows renewed for too little are noticed (mutant)', () => {
  const onlyRoots: Touching = (transaction: Y.Transaction) => {
    const roots = new Map<unknown, RootName>(ROOTS.map((root) => [transaction.doc.share.get(root), root]))
    const found = [...transaction.changed].flatMap(([type, keys]): [RootName, Set<string>][] => {
      const root = roots.get(type)
      return root === undefined ? [] : [[root, new Set([...keys].filter((key) => key !== null))]]
    })
    return new Map(found)
  }
  expect(fc.check(converges(2, onlyRoots), { numRuns: 120 }).failed).toBe(true)
})

test('the steps reach what they are meant to: appointments, exceptions, moved and cancelled ones', () => {
  const seen = new Set<string>()
  for (const steps of fc.sample(fc.array(step, { minLength: 100, maxLength: 120 }), { numRuns: 40, seed: 7 })) {
    const device = deviceDouble(1)
    play(steps, [device])
    for (const [key, row] of device.rows)
      seen.add(key.split(' ')[0] ?? '').add(JSON.stringify(row).includes('"cancelled":true') ? 'cancelled one' : '')
    for (const row of device.rows.values()) {
      const text = JSON.stringify(row)
      for (const word of [
        '"deletedAt"',
        '"status":"cancelled"',
        '"exdates":["',
        '"all-day"',
        '"earlierTimes":[{',
        'BYDAY=MO,WE',
        '"rules":[{',
        '"breaks":[{',
        '"travel":[{',
      ])
        if (text.includes(word)) seen.add(word)
    }
  }
  const expected = [
    'appointment',
    'calendar',
    'schedule',
    'absence',
    'eventType',
    'bookingLink',
    'cancelled one',
    '"deletedAt"',
    '"status":"cancelled"',
    '"exdates":["',
    '"all-day"',
    '"earlierTimes":[{',
    'BYDAY=MO,WE',
    '"rules":[{',
    '"breaks":[{',
    '"travel":[{',
  ]
  expect(expected.filter((word) => !seen.has(word))).toEqual([])
})
