import { describe, expect, test } from 'vitest'
import { Attendee } from '../../../src/core/model/attendee.ts'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { Calendar, Share } from '../../../src/core/model/calendar.ts'
import { EventType, Horizon } from '../../../src/core/model/event-type.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { DAY, HOUR, Instant, MINUTE, instant } from '../../../src/core/model/instant.ts'
import { Email, Member } from '../../../src/core/model/member.ts'
import { Answer, Question } from '../../../src/core/model/question.ts'
import { ok, refuse } from '../../../src/core/model/result.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { Colour, Name, Slug, Workspace } from '../../../src/core/model/workspace.ts'
import * as samples from '../document/samples.ts'
import { uuid } from '../document/samples.ts'

type Parses = { safeParse(value: unknown): { success: boolean } }
const accepts = (schema: Parses, values: readonly unknown[]): unknown[] =>
  values.filter((value) => schema.safeParse(value).success)

describe('an instant', () => {
  test('is a whole millisecond within the reach of time values', () => {
    expect(accepts(Instant, [0, -1, 8.64e15, -8.64e15])).toEqual([0, -1, 8.64e15, -8.64e15])
    expect(accepts(Instant, [8.64e15 + 1, -8.64e15 - 1, 0.5, Number.NaN, Infinity, '0', null])).toEqual([])
  })

  test('is made of a number, or not at all', () => {
    expect([instant(5), MINUTE, HOUR, DAY]).toEqual([5, 60_000, 3_600_000, 86_400_000])
    for (const wrong of [0.5, Number.NaN, 8.64e15 + 1, -Infinity]) expect(() => instant(wrong)).toThrow(RangeError)
  })
})

test('an id is a UUID in lower case', () => {
  const wrong = [
    uuid(1).toUpperCase().replace('0', 'A'),
    uuid(1).slice(1),
    `${uuid(1)}0`,
    `${uuid(1)}\n`,
    `{${uuid(1)}}`,
    '',
    1,
  ]
  const { HoldId, ...uuids } = ids
  for (const schema of Object.values(uuids)) expect(accepts(schema, [uuid(1), ...wrong])).toEqual([uuid(1)])
  expect(accepts(HoldId, [uuid(1), ...wrong])).toEqual([])
})

test('C3 the id of a held time is 128 bits in base64url', () => {
  const right = ['AAAAAAAAAAAAAAAAAAAAAA', 'a-b_c9AAAAAAAAAAAAAAAA']
  expect(accepts(ids.HoldId, [...right, 'A'.repeat(21), 'A'.repeat(23), `${'A'.repeat(21)}=`])).toEqual(right)
})

test('a result says what came of it, or why nothing did', () => {
  expect([ok(1), refuse('forbidden'), refuse('forbidden', { calendar: 1 })]).toEqual([
    { ok: true, value: 1 },
    { ok: false, reason: 'forbidden', details: {} },
    { ok: false, reason: 'forbidden', details: { calendar: 1 } },
  ])
})

test('names, slugs, colours and addresses have a form', () => {
  expect([Name.parse('  Anna '), accepts(Name, ['a', ' ', '', 'x'.repeat(200), 'x'.repeat(201)])]).toEqual([
    'Anna',
    ['a', 'x'.repeat(200)],
  ])
  expect(accepts(Slug, ['a', 'a-1', 'a--b', '-a', 'a-', 'A', 'ä', 'a b', '', 'x'.repeat(65)])).toEqual(['a', 'a-1'])
  expect(accepts(Colour, ['#a0b1c2', '#A0B1C2', '#abc', 'red', '#a0b1c2\n'])).toEqual(['#a0b1c2'])
  expect(
    accepts(Email, [
      'a@example.org',
      'a',
      'a@b',
      'a@example.org\nb',
      'a@example.org, b@example.org',
      `${'x'.repeat(250)}@example.org`,
    ]),
  ).toEqual(['a@example.org'])
})

test.each([
  [
    'attendee',
    Attendee,
    samples.full().attendees[0],
    [{ status: 'maybe' }, { kind: 'host' }, { id: 'x' }, { zone: 'Mars' }, { name: 'x'.repeat(501) }],
  ],
  ['booking link', BookingLink, samples.SAMPLE_LINK, [{ slug: 'A' }, { active: 'yes' }, { expiresAt: 0.5 }]],
  [
    'calendar',
    Calendar,
    samples.SAMPLE_CALENDAR,
    [{ zone: 'Mars' }, { colour: 'red' }, { archived: undefined }, { name: '' }],
  ],
  ['share', Share, { member: uuid(1), permission: 'read' }, [{ permission: 'owner' }, { member: 'x' }]],
  [
    'event type',
    EventType,
    samples.SAMPLE_EVENT_TYPE,
    [
      { durations: [] },
      { durations: [0] },
      { step: 0 },
      { offset: 1_440 },
      { notice: -1 },
      { hosts: [] },
      { status: 'gone' },
      { buffers: { before: -1, after: 0 } },
    ],
  ],
  ['member', Member, samples.SAMPLE_MEMBER, [{ role: 'guest' }, { email: 'x' }, { ended: undefined }]],
  [
    'question',
    Question,
    samples.SAMPLE_EVENT_TYPE.questions[0],
    [{ kind: 'colour' }, { text: ' ' }, { options: [''] }],
  ],
  [
    'schedule',
    Schedule,
    samples.SAMPLE_SCHEDULE,
    [
      { weekly: [{ day: 7, ranges: [] }] },
      { weekly: [{ day: 1, ranges: [{ start: '9', end: '10:00' }] }] },
      { overrides: [{ date: '2026-02-30', ranges: [] }] },
    ],
  ],
  ['workspace', Workspace, samples.SAMPLE_WORKSPACE, [{ weekStart: 7 }, { locale: 'x' }, { slug: '' }]],
] as const)(
  'a %s is taken whole, and not with a wrong part',
  (_, schema: Parses, sample: object | undefined, wrong: readonly object[]) => {
    expect(accepts(schema, [sample])).toEqual([sample])
    expect(
      accepts(
        schema,
        wrong.map((own) => ({ ...sample, ...own })),
      ),
    ).toEqual([])
  },
)

test('a horizon counts days, names dates or has no end', () => {
  const right = [
    { kind: 'calendar-days', days: 1 },
    { kind: 'fixed-range', from: '2026-01-01', until: '2026-01-02' },
    { kind: 'unlimited' },
  ]
  expect(accepts(Horizon, right)).toEqual(right)
  expect(
    accepts(Horizon, [
      { kind: 'calendar-days', days: 0 },
      { kind: 'calendar-days', days: 3_651 },
      { kind: 'fixed-range' },
      { kind: 'never' },
    ]),
  ).toEqual([])
})

test('an answer is text, a number, yes and no, or a list of choices', () => {
  expect(accepts(Answer, ['x', '', 1, false, 'x'.repeat(5_001), null, [], ['a'], [1], {}])).toEqual([
    'x',
    '',
    1,
    false,
    [],
    ['a'],
  ])
})
