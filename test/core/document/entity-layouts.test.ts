import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { absenceReasonLayout } from '../../../src/core/document/absence-reason-layout.ts'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarGrantsLayout, type CalendarGrants } from '../../../src/core/document/calendar-grants-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { readEntities, readEntity, writeEntity, type EntityLayout } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { memberLayout } from '../../../src/core/document/member-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { teamLayout } from '../../../src/core/document/team-layout.ts'
import { workspaceLayout } from '../../../src/core/document/workspace-layout.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import type { Team } from '../../../src/core/model/team.ts'
import * as samples from './samples.ts'
import { ANNA, BEN, CALENDAR, exchange, replica, TEAM, updatesOf } from './samples.ts'

const GRANTS: CalendarGrants = {
  id: CALENDAR,
  owner: ANNA,
  shares: [
    { member: ANNA, permission: 'admin' },
    { member: BEN, permission: 'read' },
  ],
  teamShares: [{ team: TEAM, permission: 'free-busy' }],
}
const A_TEAM: Team = { id: TEAM, name: 'Front desk', manager: BEN, members: [ANNA, BEN] }

type Case = {
  readonly name: string
  check(act: <T extends { readonly id: string }>(layout: EntityLayout<T>, value: T) => void): void
}

const CASES: readonly Case[] = [
  { name: 'a schedule', check: (act) => act(scheduleLayout(ANNA), samples.SAMPLE_SCHEDULE) },
  { name: 'a schedule with everything', check: (act) => act(scheduleLayout(ANNA), samples.FULL_SCHEDULE) },
  { name: 'an absence', check: (act) => act(absenceLayout(ANNA), samples.SAMPLE_ABSENCE) },
  {
    name: 'an absence that was removed',
    check: (act) => act(absenceLayout(ANNA), { ...samples.SAMPLE_ABSENCE, deletedAt: samples.single().createdAt }),
  },
  {
    name: 'why somebody is away',
    check: (act) => act(absenceReasonLayout, { id: samples.SAMPLE_ABSENCE.id, reason: 'sick' }),
  },
  { name: 'an event type with everything', check: (act) => act(eventTypeLayout, samples.FULL_EVENT_TYPE) },
  { name: 'a workspace with everything', check: (act) => act(workspaceLayout, samples.FULL_WORKSPACE) },
  { name: 'an event type', check: (act) => act(eventTypeLayout, samples.SAMPLE_EVENT_TYPE) },
  { name: 'a booking link', check: (act) => act(bookingLinkLayout, samples.SAMPLE_LINK) },
  { name: 'a calendar', check: (act) => act(calendarLayout, samples.SAMPLE_CALENDAR) },
  { name: 'a workspace', check: (act) => act(workspaceLayout, samples.SAMPLE_WORKSPACE) },
  { name: 'a member', check: (act) => act(memberLayout, samples.SAMPLE_MEMBER) },
  { name: 'owner and shares', check: (act) => act(calendarGrantsLayout, GRANTS) },
  { name: 'a team', check: (act) => act(teamLayout, A_TEAM) },
  { name: 'a team of nobody', check: (act) => act(teamLayout, { id: TEAM, name: 'Later', members: [] }) },
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

test('Y7 two people who change different rules, breaks, travels and holidays of one schedule both win', () => {
  const layout = scheduleLayout(ANNA)
  const { FULL_SCHEDULE: before } = samples
  const origin = replica(1)
  writeEntity(origin, layout, before)
  const [left, right] = [replica(2, origin), replica(3, origin)]
  const [open, closed] = before.rules
  const night = [{ start: '22:00', end: '24:00' }]
  const trip = { from: '2026-09-01', until: '2026-09-02', zone: 'UTC' }
  const evening = { id: samples.uuid(512), name: 'Evening', dates: { kind: 'weekly', days: [3] }, ranges: night }
  const one = Schedule.parse({
    ...before,
    rules: [{ ...open, ranges: night }, closed],
    breaks: [...before.breaks, evening],
    holidays: { observed: true, except: before.holidays.except },
  })
  const other = Schedule.parse({
    ...before,
    rules: [open, { ...closed, kind: 'open' }],
    breaks: [],
    travel: [...before.travel, trip],
    holidays: { ...before.holidays, except: [...before.holidays.except, '2026-12-25'] },
    tentativeBlocks: true,
  })
  writeEntity(left, layout, one)
  writeEntity(right, layout, other)
  exchange(left, right)
  const both = Schedule.parse({
    ...other,
    rules: [
      { ...open, ranges: night },
      { ...closed, kind: 'open' },
    ],
    breaks: [evening],
    holidays: { observed: true, except: other.holidays.except },
  })
  expect([left, right].map((doc) => readEntity(doc, layout, before.id))).toStrictEqual([both, both])
})

test('Y7 an absence that one moves while another takes it away is away, with the move in it', () => {
  const layout = absenceLayout(ANNA)
  const origin = replica(1)
  writeEntity(origin, layout, samples.SAMPLE_ABSENCE)
  const [left, right] = [replica(2, origin), replica(3, origin)]
  const { createdAt: deletedAt } = samples.single()
  const moved = Absence.parse({ ...samples.SAMPLE_ABSENCE, time: { kind: 'span', startsAt: 5, endsAt: 9 } })
  writeEntity(left, layout, moved)
  writeEntity(right, layout, { ...samples.SAMPLE_ABSENCE, deletedAt })
  exchange(left, right)
  const both = { ...moved, deletedAt }
  expect([left, right].map((doc) => readEntity(doc, layout, moved.id))).toStrictEqual([both, both])
})

test('what is as usual has no key: what an older app wrote reads the same, and is not written anew', () => {
  const keys = <T extends { readonly id: string }>(layout: EntityLayout<T>, value: T): string[] => {
    const doc = replica(1)
    writeEntity(doc, layout, value)
    return [...(entityAt(doc, layout.root, value.id)?.keys() ?? [])].sort()
  }
  expect(keys(scheduleLayout(ANNA), samples.SAMPLE_SCHEDULE)).toEqual([
    'date:2026-12-24',
    'day:1',
    'day:2',
    'name',
    'zone',
  ])
  expect(keys(workspaceLayout, samples.SAMPLE_WORKSPACE)).toEqual(['locale', 'name', 'slug', 'weekStart', 'zone'])
  expect(keys(eventTypeLayout, samples.SAMPLE_EVENT_TYPE)).toEqual(
    [
      'base',
      'name',
      'slug',
      'description',
      'category',
      'durations',
      'step',
      'offset',
      'buffers',
      'notice',
      'horizon',
      'schedule',
      'locations',
      'colour',
      'private',
      'status',
      `host:${ANNA}`,
      ...samples.SAMPLE_EVENT_TYPE.questions.map(({ id }) => `question:${id}`),
    ].sort(),
  )
})

test('keys of a newer app stay where an older one writes', () => {
  const layout = scheduleLayout(ANNA)
  const doc = replica(1)
  writeEntity(doc, layout, samples.FULL_SCHEDULE)
  entityAt(doc, 'schedules', samples.SCHEDULE)?.set('tides', { high: 7 })
  writeEntity(doc, layout, { ...samples.SAMPLE_SCHEDULE, name: 'Other' })
  expect(entityAt(doc, 'schedules', samples.SCHEDULE)?.get('tides')).toEqual({ high: 7 })
})

test('of rules, breaks and travels that do not parse the others stand', () => {
  const layout = scheduleLayout(ANNA)
  const doc = replica(1)
  writeEntity(doc, layout, samples.FULL_SCHEDULE)
  const entity = entityAt(doc, 'schedules', samples.SCHEDULE)
  const strange = [`rule:${samples.uuid(503)}`, 'break:x', 'travel:2026-01-01', 'workday:never']
  for (const key of strange) entity?.set(key, { kind: 'open', dates: { kind: 'tides' }, ranges: [] })
  expect(readEntities(doc, layout)).toEqual({
    valid: [samples.FULL_SCHEDULE],
    invalid: expect.arrayContaining(strange.map((key) => `${samples.SCHEDULE}/${key}`)),
  })
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
