import { describe, expect, test } from 'vitest'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarGrantsLayout } from '../../../src/core/document/calendar-grants-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntities, readEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { memberLayout } from '../../../src/core/document/member-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { SCHEMA_VERSION } from '../../../src/core/document/shared-document.ts'
import { teamLayout } from '../../../src/core/document/team-layout.ts'
import { workspaceLayout } from '../../../src/core/document/workspace-layout.ts'
import * as samples from '../document/samples.ts'
import {
  ANNA,
  ANNAS_DOCUMENT,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  DIRECTORY,
  TEAM,
  WORKSPACE,
  uuid,
} from '../document/samples.ts'
import { deskDouble } from './desk-double.ts'

const { SAMPLE_CALENDAR, SAMPLE_EVENT_TYPE, SAMPLE_LINK, SAMPLE_MEMBER, SAMPLE_SCHEDULE, SAMPLE_WORKSPACE } = samples
const TEAMS_DOCUMENT = documentName({ kind: 'team', workspace: WORKSPACE, team: TEAM })

describe('a calendar', () => {
  const NEW = { id: CALENDAR, name: ' Anna ', zone: 'Europe/Berlin', colour: '#112233' }

  test('create-calendar makes one of the actor’s own', () => {
    const desk = deskDouble()
    expect(desk.run('create-calendar', NEW)).toEqual({ ok: true, value: SAMPLE_CALENDAR })
    expect([readEntity(desk.doc(CALENDAR_DOCUMENT), calendarLayout, CALENDAR), desk.written()]).toEqual([
      SAMPLE_CALENDAR,
      [CALENDAR_DOCUMENT],
    ])
    expect(desk.run('create-calendar', NEW)).toMatchObject({ ok: false, reason: 'invalid-input' })
  })

  test('create-calendar takes what it is told, and a colour where it is told none', () => {
    const own = { colour: undefined, description: 'D', countsAsBusy: false, receivesBookings: true }
    const expected = { ...SAMPLE_CALENDAR, ...own, colour: '#3b6fd4' }
    expect(deskDouble().run('create-calendar', { ...NEW, ...own })).toEqual({ ok: true, value: expected })
  })

  test('edit-calendar changes what is named', () => {
    const desk = deskDouble()
    desk.run('create-calendar', NEW)
    const edit = {
      name: 'B',
      colour: '#445566',
      description: 'D',
      zone: 'UTC',
      countsAsBusy: false,
      receivesBookings: true,
      archived: true,
      schedule: uuid(5),
    }
    const results = [desk.run('edit-calendar', { id: CALENDAR }), desk.run('edit-calendar', { id: CALENDAR, ...edit })]
    expect(results).toEqual([
      { ok: true, value: SAMPLE_CALENDAR },
      { ok: true, value: { ...SAMPLE_CALENDAR, ...edit } },
    ])
    expect(readEntity(desk.doc(CALENDAR_DOCUMENT), calendarLayout, CALENDAR)).toEqual({ ...SAMPLE_CALENDAR, ...edit })
  })

  test('edit-calendar finds none where there is none', () => {
    expect(deskDouble().run('edit-calendar', { id: CALENDAR, name: 'B' })).toMatchObject({
      ok: false,
      reason: 'not-found',
    })
  })
})

describe('a schedule', () => {
  const hours = (day: number, ...ranges: [string, string][]) => ({
    day,
    ranges: ranges.map(([start, end]) => ({ start, end })),
  })

  test('put-schedule keeps a whole one, set-weekly-hours its week', () => {
    const desk = deskDouble()
    expect(desk.run('put-schedule', { schedule: SAMPLE_SCHEDULE })).toEqual({ ok: true, value: SAMPLE_SCHEDULE })
    const weekly = [hours(3, ['09:00', '12:00']), hours(1), hours(3, ['13:00', '24:00'])]
    const set = desk.run('set-weekly-hours', { member: ANNA, id: SAMPLE_SCHEDULE.id, weekly })
    const expected = { ...SAMPLE_SCHEDULE, weekly: [hours(1), hours(3, ['09:00', '12:00'], ['13:00', '24:00'])] }
    expect(set).toEqual({ ok: true, value: expected })
    expect([readEntity(desk.doc(ANNAS_DOCUMENT), scheduleLayout(ANNA), SAMPLE_SCHEDULE.id), desk.written()]).toEqual([
      expected,
      [ANNAS_DOCUMENT],
    ])
  })

  test.each([
    ['inverted', '18:00', '09:00'],
    ['empty', '09:00', '09:00'],
    ['across midnight', '22:00', '06:00'],
    ['after the day', '24:00', '24:00'],
  ])('hours that are %s are a slip', (_, start, end) => {
    const desk = deskDouble()
    desk.run('put-schedule', { schedule: SAMPLE_SCHEDULE })
    const weekly = [hours(2, [start, end])]
    const inverted = { ok: false, reason: 'invalid-hours', details: { day: 2, start, end } }
    expect(desk.run('set-weekly-hours', { member: ANNA, id: SAMPLE_SCHEDULE.id, weekly })).toEqual(inverted)
    expect(desk.run('put-schedule', { schedule: { ...SAMPLE_SCHEDULE, weekly } })).toEqual(inverted)
    const overrides = [{ date: '2026-12-24', ranges: [{ start, end }] }]
    const onDate = { ok: false, reason: 'invalid-hours', details: { date: '2026-12-24' } }
    expect(desk.run('put-schedule', { schedule: { ...SAMPLE_SCHEDULE, overrides } })).toEqual(onDate)
  })

  test('set-weekly-hours finds none where there is none, or another member’s', () => {
    const desk = deskDouble()
    desk.run('put-schedule', { schedule: SAMPLE_SCHEDULE })
    expect(desk.run('set-weekly-hours', { member: BEN, id: SAMPLE_SCHEDULE.id, weekly: [] })).toMatchObject({
      reason: 'not-found',
    })
  })
})

describe('an event type', () => {
  const put = (own: object = {}, document: string = ANNAS_DOCUMENT) => ({
    document,
    eventType: { ...SAMPLE_EVENT_TYPE, ...own },
  })

  test.each([ANNAS_DOCUMENT, TEAMS_DOCUMENT])(
    'put-event-type and put-booking-link keep it and its link in %s',
    (document) => {
      const desk = deskDouble()
      expect(desk.run('put-event-type', put({}, document))).toEqual({ ok: true, value: SAMPLE_EVENT_TYPE })
      expect(desk.run('put-booking-link', { document, link: SAMPLE_LINK })).toEqual({ ok: true, value: SAMPLE_LINK })
      desk.run('put-event-type', put({ name: 'Other' }, document))
      const doc = desk.doc(document)
      expect(readEntities(doc, eventTypeLayout).valid).toEqual([{ ...SAMPLE_EVENT_TYPE, name: 'Other' }])
      expect(readEntities(doc, bookingLinkLayout).valid).toEqual([SAMPLE_LINK])
    },
  )

  test('C16 a name or a slug is its owner’s only once', () => {
    const desk = deskDouble()
    desk.run('put-event-type', put())
    const second = { id: uuid(61), name: 'Second', slug: 'second' }
    const results = [{}, { name: 'First visit' }, { slug: 'first-visit' }].map((own) =>
      desk.run('put-event-type', put({ ...second, ...own })),
    )
    expect(results.map((result) => (result.ok ? 'ok' : result.reason))).toEqual(['ok', 'name-taken', 'name-taken'])
    const team = deskDouble()
    team.run('put-event-type', put({}, TEAMS_DOCUMENT))
    expect(team.run('put-event-type', put({ id: uuid(61), owner: BEN }, TEAMS_DOCUMENT)).ok).toBe(true)
  })

  test.each([
    [
      'a choice without options',
      { questions: [{ id: uuid(1), text: 'Which?', kind: 'select', required: true, options: [] }] },
      ['eventType.questions.0.options'],
    ],
    [
      'a meeting without its place',
      {
        locations: [
          { kind: 'video', details: '' },
          { kind: 'in-person', details: ' ' },
        ],
      },
      ['eventType.locations.1.details'],
    ],
  ])('C16 %s is incomplete', (_, own, fields) => {
    expect(deskDouble().run('put-event-type', put(own))).toEqual({
      ok: false,
      reason: 'invalid-input',
      details: { fields },
    })
  })

  test.each([
    CALENDAR_DOCUMENT,
    DIRECTORY,
    ANNAS_DOCUMENT.replace(ANNA, BEN),
    ANNAS_DOCUMENT.replace(WORKSPACE, uuid(9)),
  ])('has no place in %s', (document) => {
    const result = deskDouble().run('put-event-type', { document, eventType: SAMPLE_EVENT_TYPE })
    expect(result).toEqual({ ok: false, reason: 'invalid-input', details: { fields: ['document'] } })
  })

  test('a link needs its event type beside it, and a slug that no other has', () => {
    const desk = deskDouble()
    const link = (own: object = {}, document: string = ANNAS_DOCUMENT) =>
      desk.run('put-booking-link', { document, link: { ...SAMPLE_LINK, ...own } })
    expect(link()).toMatchObject({ reason: 'not-found' })
    desk.run('put-event-type', put())
    expect([
      link(),
      link({ active: false }),
      link({ id: uuid(71) }),
      link({}, ANNAS_DOCUMENT.replace(WORKSPACE, uuid(9))),
    ]).toMatchObject([
      { ok: true },
      { ok: true, value: { active: false } },
      { reason: 'name-taken' },
      { reason: 'not-found' },
    ])
  })
})

describe('put-directory', () => {
  test('says who is who, who owns a calendar and who may do what with it', () => {
    const desk = deskDouble()
    const share = (member: string, permission?: string) => ({ calendar: CALENDAR, member, permission })
    desk.run('put-directory', {
      workspace: SAMPLE_WORKSPACE,
      members: [SAMPLE_MEMBER],
      owners: [{ calendar: CALENDAR, owner: ANNA }],
    })
    expect(desk.run('put-directory', { shares: [share(ANNA, 'read'), share(BEN, 'read')] })).toEqual({
      ok: true,
      value: undefined,
    })
    desk.run('put-directory', { shares: [share(ANNA), share(BEN, 'write'), share(uuid(50))] })
    const doc = desk.doc(DIRECTORY)
    expect(readEntities(doc, workspaceLayout).valid).toEqual([SAMPLE_WORKSPACE])
    expect(readEntities(doc, memberLayout).valid).toEqual([SAMPLE_MEMBER])
    const shares = [{ member: BEN, permission: 'write' }]
    const bare = { id: CALENDAR, owner: ANNA, shares }
    expect(readEntities(doc, calendarGrantsLayout).valid).toEqual([{ ...bare, teamShares: [] }])

    const team = { id: TEAM, name: 'Front desk', members: [ANNA] }
    const teamShare = (permission?: string) => ({ calendar: CALENDAR, team: TEAM, permission })
    desk.run('put-directory', { teams: [team], teamShares: [teamShare('read')] })
    expect(readEntities(doc, teamLayout).valid).toEqual([team])
    const [grants] = readEntities(doc, calendarGrantsLayout).valid
    expect(grants).toEqual({ ...bare, teamShares: [{ team: TEAM, permission: 'read' }] })
    desk.run('put-directory', { removedTeams: [TEAM], teamShares: [teamShare()] })
    expect(readEntities(doc, teamLayout).valid).toEqual([])
    expect(readEntities(doc, calendarGrantsLayout).valid).toEqual([{ ...bare, teamShares: [] }])
  })

  test('holds no other workspace', () => {
    const result = deskDouble().run('put-directory', { workspace: { ...SAMPLE_WORKSPACE, id: uuid(9) } })
    expect(result).toEqual({ ok: false, reason: 'invalid-input', details: { fields: ['workspace'] } })
  })
})

test.each([
  ['create-calendar', CALENDAR_DOCUMENT, { id: CALENDAR, name: 'A', zone: 'UTC' }],
  ['edit-calendar', CALENDAR_DOCUMENT, { id: CALENDAR }],
  ['put-schedule', ANNAS_DOCUMENT, { schedule: SAMPLE_SCHEDULE }],
  ['set-weekly-hours', ANNAS_DOCUMENT, { member: ANNA, id: SAMPLE_SCHEDULE.id, weekly: [] }],
  ['put-event-type', ANNAS_DOCUMENT, { document: ANNAS_DOCUMENT, eventType: SAMPLE_EVENT_TYPE }],
  ['put-booking-link', ANNAS_DOCUMENT, { document: ANNAS_DOCUMENT, link: SAMPLE_LINK }],
  ['put-directory', DIRECTORY, {}],
])('%s only reads a document that a newer app has written', (verb, document, input) => {
  const desk = deskDouble()
  desk
    .doc(document)
    .getMap('meta')
    .set('schema', SCHEMA_VERSION + 1)
  expect(desk.run(verb, input)).toMatchObject({ ok: false, reason: 'newer-version' })
})
