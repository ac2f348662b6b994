import { expect, test } from 'vitest'
import { readEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { ANNA, ANNAS_DOCUMENT, BEN, EVENT_TYPE, FULL_EVENT_TYPE, SAMPLE_EVENT_TYPE } from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

function put(own: object) {
  const desk = deskDouble()
  const eventType = { ...SAMPLE_EVENT_TYPE, ...own }
  const result = desk.run('put-event-type', { document: ANNAS_DOCUMENT, eventType })
  return { result, kept: readEntity(desk.doc(ANNAS_DOCUMENT), eventTypeLayout, EVENT_TYPE), written: desk.written() }
}

const anna = { member: ANNA, required: true }
const ben = { member: BEN, required: false }
const perDay = { of: 'host', measure: 'count', per: 'day', most: 3 }
const series = (rule: string) => ({ recurrence: { rule, most: 4, conflicts: 'skip' } })

test('put-event-type keeps everything that an event type has, and answers with what is kept', () => {
  const capacity = 1
  const { result, kept } = put({ ...FULL_EVENT_TYPE, capacity, hosts: FULL_EVENT_TYPE.hosts.toReversed() })
  const expected = { ...FULL_EVENT_TYPE, capacity }
  expect([result, kept]).toEqual([{ ok: true, value: expected }, expected])
})

test('C16 hours of its own are put in order, each day once; its rule is kept in our writing', () => {
  const range = (start: string, end: string) => ({ start, end })
  const hours = [
    { day: 3, ranges: [range('09:00', '10:00')] },
    { day: 1, ranges: [] },
    { day: 3, ranges: [range('11:00', '12:00')] },
  ]
  expect(put({ hours, ...series('interval=2;freq=weekly') }).kept).toMatchObject({
    hours: [
      { day: 1, ranges: [] },
      { day: 3, ranges: [range('09:00', '10:00'), range('11:00', '12:00')] },
    ],
    recurrence: { rule: 'FREQ=WEEKLY;INTERVAL=2' },
  })
})

test.each([
  ['one duration twice', { durations: [30, 60, 30] }, ['durations.2']],
  ['one limit twice', { limits: [perDay, { ...perDay, per: 'week' }, { ...perDay, most: 9 }] }, ['limits.2']],
  ['one host twice', { hosts: [anna, ben, { ...anna, weight: 2 }] }, ['hosts.2.member']],
  ['a group of one who is not required', { hosts: [anna, { ...ben, group: 'Doctors' }] }, ['hosts.1.group']],
  ['seats of what is no group', { capacity: 2 }, ['capacity']],
])('C16 %s is refused', (_, own, fields) => {
  const details = { fields: fields.map((field) => `eventType.${field}`) }
  expect(put(own)).toEqual({ result: { ok: false, reason: 'invalid-input', details }, kept: undefined, written: [] })
})

test.each([
  [
    'dates that hold none',
    { horizon: { kind: 'fixed-range', from: '2026-02-02', until: '2026-02-01' } },
    'end-before-start',
  ],
  ['hours that hold none', { hours: [{ day: 1, ranges: [{ start: '10:00', end: '10:00' }] }] }, 'invalid-hours'],
  ['a rule that is none', series('FREQ=SOMETIMES'), 'invalid-rule'],
  ['a rule that counts', series('FREQ=WEEKLY;COUNT=5'), 'invalid-rule'],
  ['a rule that ends', series('FREQ=WEEKLY;UNTIL=20300101T000000'), 'invalid-rule'],
  ['a weight of nothing', { hosts: [{ ...anna, weight: 0 }] }, 'invalid-input'],
])('C16 %s is refused', (_, own, reason) => {
  const { result, written } = put(own)
  expect([result.ok ? 'ok' : result.reason, written]).toEqual([reason, []])
})

test.each([
  ['seats of a group', { category: 'group', capacity: 20 }],
  [
    'limits that differ in one thing',
    { limits: [perDay, { ...perDay, of: 'type' }, { ...perDay, measure: 'minutes' }] },
  ],
  [
    'a group of required hosts',
    {
      hosts: [
        { ...anna, group: 'Doctors' },
        { ...ben, required: true, group: 'Doctors' },
      ],
    },
  ],
  ['one date', { horizon: { kind: 'fixed-range', from: '2026-02-01', until: '2026-02-01' } }],
  ['a closed week of its own', { hours: [] }],
  ['buffers longer than the duration', { durations: [10], buffers: { before: 60, after: 60 } }],
])('C16 %s is fine', (_, own) => {
  expect(put(own).kept).toMatchObject(own)
})
