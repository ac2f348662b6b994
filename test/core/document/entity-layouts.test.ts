import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarGrantsLayout, type CalendarGrants } from '../../../src/core/document/calendar-grants-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { readEntities, readEntity, writeEntity, type EntityLayout } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { memberLayout } from '../../../src/core/document/member-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { workspaceLayout } from '../../../src/core/document/workspace-layout.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import * as samples from './samples.ts'
import { ANNA, BEN, CALENDAR, exchange, replica, updatesOf } from './samples.ts'

const GRANTS: CalendarGrants = {
  id: CALENDAR,
  owner: ANNA,
  shares: [
    { member: ANNA, permission: 'admin' },
    { member: BEN, permission: 'read' },
  ],
}

type Case = {
  readonly name: string
  check(act: <T extends { readonly id: string }>(layout: EntityLayout<T>, value: T) => void): void
}

const CASES: readonly Case[] = [
  { name: 'a schedule', check: (act) => act(scheduleLayout(ANNA), samples.SAMPLE_SCHEDULE) },
  { name: 'an event type', check: (act) => act(eventTypeLayout, samples.SAMPLE_EVENT_TYPE) },
  { name: 'a booking link', check: (act) => act(bookingLinkLayout, samples.SAMPLE_LINK) },
  { name: 'a calendar', check: (act) => act(calendarLayout, samples.SAMPLE_CALENDAR) },
  { name: 'a workspace', check: (act) => act(workspaceLayout, samples.SAMPLE_WORKSPACE) },
  { name: 'a member', check: (act) => act(memberLayout, samples.SAMPLE_MEMBER) },
  { name: 'owner and shares', check: (act) => act(calendarGrantsLayout, GRANTS) },
]

describe.each(CASES)('$name', ({ check }) => {
  test('comes out as it went in', () => {
    check((layout, value) => {
      const doc = replica(1)
      writeEntity(doc, layout, value)
      expect(readEntities(replica(2, doc), layout)).toStrictEqual({ valid: [value], invalid: [] })
    })
  })

  test('is not written anew where nothing differs', () => {
    check((layout, value) => {
      const doc = replica(1)
      writeEntity(doc, layout, value)
      expect(updatesOf(doc, () => writeEntity(doc, layout, value))).toEqual([])
    })
  })

  test('never throws, whatever a peer wrote under any of its keys', () => {
    check((layout, value) => {
      for (const junk of [null, 7, 'x', [], [{}], {}, { a: { b: 1 } }, new Uint8Array([1]), 'x'.repeat(100_000)]) {
        const doc = replica(1)
        writeEntity(doc, layout, value)
        const entity = entityAt(doc, layout.root, value.id)
        for (const key of entity?.keys() ?? []) {
          const before = entity?.get(key)
          entity?.set(key, junk)
          const { valid, invalid } = readEntities(doc, layout)
          expect(valid.length + invalid.length).toBeGreaterThan(0)
          entity?.set(key, before)
        }
      }
    })
  })
})

test('Y7 two people who change different days of a week, or dates, both win', () => {
  const layout = scheduleLayout(ANNA)
  const origin = replica(1)
  writeEntity(origin, layout, samples.SAMPLE_SCHEDULE)
  const [left, right] = [replica(2, origin), replica(3, origin)]
  const open = [{ start: '10:00', end: '11:00' }]
  const { weekly, overrides } = samples.SAMPLE_SCHEDULE
  const one = Schedule.parse({ ...samples.SAMPLE_SCHEDULE, weekly: [{ day: 1, ranges: open }, weekly[1]] })
  const other = Schedule.parse({
    ...samples.SAMPLE_SCHEDULE,
    weekly: [weekly[0], { day: 3, ranges: open }],
    overrides: [...overrides, { date: '2026-12-31', ranges: open }],
  })
  writeEntity(left, layout, one)
  writeEntity(right, layout, other)
  exchange(left, right)
  const both = {
    ...other,
    weekly: [
      { day: 1, ranges: open },
      { day: 3, ranges: open },
    ],
  }
  expect([left, right].map((doc) => readEntity(doc, layout, other.id))).toEqual([both, both])
})

test('questions keep the order they were given, hosts and questions that do not parse are set aside alone', () => {
  const doc = replica(1)
  writeEntity(doc, eventTypeLayout, samples.SAMPLE_EVENT_TYPE)
  const entity = entityAt(doc, 'eventTypes', samples.EVENT_TYPE)
  entity?.set('host:x', { required: true })
  entity?.set(`host:${BEN}`, 'yes')
  entity?.set('question:x', {})
  expect(readEntities(doc, eventTypeLayout)).toEqual({
    valid: [samples.SAMPLE_EVENT_TYPE],
    invalid: [`host:${BEN}`, 'host:x', 'question:x'].map((key) => `${samples.EVENT_TYPE}/${key}`),
  })
})

test('an optional field that is gone is gone', () => {
  const doc = replica(1)
  writeEntity(doc, bookingLinkLayout, { ...samples.SAMPLE_LINK, expiresAt: samples.single().createdAt })
  writeEntity(doc, bookingLinkLayout, samples.SAMPLE_LINK)
  expect(readEntity(doc, bookingLinkLayout, samples.LINK)).toStrictEqual(samples.SAMPLE_LINK)
})

test('an entity without its owner does not parse', () => {
  const doc = replica(1)
  const empty = (root: string, id: string): unknown => doc.getMap(root).set(id, new Y.Map())
  empty('eventTypes', samples.EVENT_TYPE)
  empty('links', samples.LINK)
  empty('calendar', CALENDAR)
  const read = [
    readEntities<EventType>(doc, eventTypeLayout),
    readEntities(doc, bookingLinkLayout),
    readEntities(doc, calendarLayout),
  ]
  expect(read.map(({ invalid }) => invalid)).toEqual([[samples.EVENT_TYPE], [samples.LINK], [CALENDAR]])
})
