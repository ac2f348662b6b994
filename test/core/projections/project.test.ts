import { describe, expect, test } from 'vitest'
import { markMoved } from '../../../src/core/document/read-appointments.ts'
import * as Y from 'yjs'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { bookingLinkLayout } from '../../../src/core/document/booking-link-layout.ts'
import { calendarGrantsLayout } from '../../../src/core/document/calendar-grants-layout.ts'
import { calendarLayout } from '../../../src/core/document/calendar-layout.ts'
import { documentName, type DocumentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { eventTypeLayout } from '../../../src/core/document/event-type-layout.ts'
import { memberLayout } from '../../../src/core/document/member-layout.ts'
import { teamLayout } from '../../../src/core/document/team-layout.ts'
import { scheduleLayout } from '../../../src/core/document/schedule-layout.ts'
import { workspaceLayout } from '../../../src/core/document/workspace-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { occurrenceRows } from '../../../src/core/projections/occurrence-rows.ts'
import { project } from '../../../src/core/projections/project.ts'
import type { AppointmentRow, RowChange } from '../../../src/core/projections/rows.ts'
import type { Touched } from '../../../src/core/projections/touched-ids.ts'
import { unreadable } from '../../../src/core/projections/unreadable.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import { CalendarId } from '../../../src/core/model/ids.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'
import * as samples from '../document/samples.ts'
import {
  ANNA,
  ANNAS_DOCUMENT,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  DIRECTORY,
  EVENT_TYPE,
  LINK,
  QUARTER_DOCUMENT,
  SCHEDULE,
  TEAM,
  WORKSPACE,
  at,
  replica,
  single,
  uuid,
  movedAway,
} from '../document/samples.ts'

const HORIZON = { from: at('2026-01-01T00:00:00Z'), until: at('2027-01-01T00:00:00Z') }
const TEAMS_DOCUMENT = documentName({ kind: 'team', workspace: WORKSPACE, team: TEAM })

function projected(name: DocumentName, fill: (doc: Y.Doc) => void, touched: Touched = 'all'): RowChange[] {
  const doc = replica(1)
  fill(doc)
  return project(name, doc, touched, HORIZON)
}

const nothing = (doc: Y.Doc, root: string, id: string): unknown => doc.getMap(root).set(id, 7)

describe('a part of a calendar', () => {
  const row = (data: Appointment): AppointmentRow => {
    const { id, calendar, uid, status, bookingId } = data
    const deleted = data.deletedAt !== undefined
    return { workspace: WORKSPACE, id, document: QUARTER_DOCUMENT, calendar, uid, status, bookingId, deleted, data }
  }
  const put = (data: Appointment): RowChange => ({
    table: 'appointment',
    put: row(data),
    occurrences: occurrenceRows(row(data), HORIZON),
  })

  test('gives a row for each appointment, in order; a removed one keeps its row without occurrences', () => {
    const removed = single({ id: uuid(99), deletedAt: 5, bookingId: uuid(300) })
    const changes = projected(QUARTER_DOCUMENT, (doc) => [single(), removed].map((one) => writeAppointment(doc, one)))
    expect(changes).toStrictEqual([{ table: 'appointment', put: row(removed), occurrences: [] }, put(single())])
  })

  test('S1 has no row for what a peer put into the wrong document: nobody would look for it there', () => {
    const gone = [{ table: 'appointment', remove: uuid(100), document: QUARTER_DOCUMENT }]
    const strayed = samples.recurring({ id: uuid(100) })
    expect(projected(QUARTER_DOCUMENT, (doc) => writeAppointment(doc, strayed))).toStrictEqual(gone)
    const single100 = single({ id: uuid(100) })
    expect(projected(samples.SERIES_DOCUMENT, (doc) => writeAppointment(doc, single100))).toStrictEqual([
      { table: 'appointment', remove: uuid(100), document: samples.SERIES_DOCUMENT },
    ])
  })

  test('renews what was touched and nothing else', () => {
    const fill = (doc: Y.Doc): void => [100, 101].forEach((n) => writeAppointment(doc, single({ id: uuid(n) })))
    const touched = new Map([['appointments', new Set([uuid(101)])]] as const)
    expect(projected(QUARTER_DOCUMENT, fill, touched)).toStrictEqual([put(single({ id: uuid(101) }))])
    expect(projected(QUARTER_DOCUMENT, fill, new Map())).toEqual([])
  })

  test('takes away the row of what moved to another calendar, is gone, or does not parse', () => {
    const fill = (doc: Y.Doc): void => {
      writeAppointment(doc, single())
      markMoved(doc, uuid(100), movedAway(uuid(500)))
      nothing(doc, 'appointments', uuid(101))
      nothing(doc, 'appointments', 'x')
    }
    const touched = new Map([['appointments', new Set([100, 101, 102].map(uuid).concat('x'))]] as const)
    const removed = [100, 101, 102].map((n) => ({ table: 'appointment', remove: uuid(n), document: QUARTER_DOCUMENT }))
    expect(projected(QUARTER_DOCUMENT, fill, touched)).toEqual(removed)
    const doc = replica(1)
    fill(doc)
    expect(unreadable(QUARTER_DOCUMENT, doc)).toEqual([uuid(101), 'x'])
  })
})

describe('absences', () => {
  const row = { workspace: WORKSPACE, document: ANNAS_DOCUMENT, member: ANNA, id: samples.SAMPLE_ABSENCE.id }
  const DAY_MS = 86_400_000

  test('give a row each, with instants between which they lie in every zone', () => {
    const { SAMPLE_ABSENCE } = samples
    const span = Absence.parse({ ...SAMPLE_ABSENCE, id: uuid(602), time: { kind: 'span', startsAt: 5, endsAt: 9 } })
    const fill = (doc: Y.Doc): void =>
      [SAMPLE_ABSENCE, span].forEach((one) => writeEntity(doc, absenceLayout(ANNA), one))
    const starts = at('2026-07-01T00:00:00Z') - DAY_MS
    const ends = at('2026-07-15T00:00:00Z') + DAY_MS
    expect(projected(ANNAS_DOCUMENT, fill)).toStrictEqual([
      { table: 'absence', put: { ...row, starts, ends, deleted: false, data: SAMPLE_ABSENCE } },
      { table: 'absence', put: { ...row, id: uuid(602), starts: 5, ends: 9, deleted: false, data: span } },
    ])
    expect(projected(TEAMS_DOCUMENT, fill)).toEqual([])
  })

  test('that were taken back are marked, those that do not parse have none', () => {
    const { SAMPLE_ABSENCE } = samples
    const deletedAt = single().createdAt
    const fill = (doc: Y.Doc): void => {
      writeEntity(doc, absenceLayout(ANNA), { ...SAMPLE_ABSENCE, deletedAt })
      nothing(doc, 'absences', uuid(602))
      nothing(doc, 'absences', 'x')
    }
    expect(projected(ANNAS_DOCUMENT, fill)).toEqual([
      {
        table: 'absence',
        put: expect.objectContaining({ id: SAMPLE_ABSENCE.id, deleted: true, data: SAMPLE_ABSENCE }),
      },
      { table: 'absence', remove: uuid(602), document: ANNAS_DOCUMENT },
    ])
    const doc = replica(1)
    fill(doc)
    expect(unreadable(ANNAS_DOCUMENT, doc)).toEqual([uuid(602), 'x'])
  })
})

describe('a calendar’s document', () => {
  test('gives the row of that calendar alone', () => {
    const fill = (doc: Y.Doc): void => {
      writeEntity(doc, calendarLayout, samples.SAMPLE_CALENDAR)
      writeEntity(doc, calendarLayout, {
        ...samples.SAMPLE_CALENDAR,
        id: CalendarId.parse(uuid(9)),
      })
    }
    const put = { table: 'calendar', put: { ...samples.SAMPLE_CALENDAR, workspace: WORKSPACE } }
    expect(projected(CALENDAR_DOCUMENT, fill)).toStrictEqual([put])
    expect(projected(CALENDAR_DOCUMENT, fill, new Map([['calendar', new Set(['x'])]]))).toEqual([])
  })

  test('takes it away where it does not parse', () => {
    const fill = (doc: Y.Doc): unknown => nothing(doc, 'calendar', CALENDAR)
    expect(projected(CALENDAR_DOCUMENT, fill)).toEqual([{ table: 'calendar', remove: CALENDAR, workspace: WORKSPACE }])
  })
})

describe('the directory', () => {
  test('gives workspace, members, teams, owners and shares', () => {
    const changes = projected(DIRECTORY, (doc) => {
      writeEntity(doc, workspaceLayout, samples.SAMPLE_WORKSPACE)
      writeEntity(doc, memberLayout, samples.SAMPLE_MEMBER)
      writeEntity(doc, calendarGrantsLayout, {
        id: CALENDAR,
        owner: ANNA,
        shares: [{ member: BEN, permission: 'read' }],
        teamShares: [{ team: TEAM, permission: 'write' }],
      })
      writeEntity(doc, teamLayout, { id: TEAM, name: 'Front desk', members: [ANNA, BEN] })
      nothing(doc, 'teams', uuid(9))
      nothing(doc, 'members', BEN)
      nothing(doc, 'workspace', uuid(9))
    })
    expect(changes).toStrictEqual([
      { table: 'workspace', put: samples.SAMPLE_WORKSPACE },
      { table: 'member', put: { ...samples.SAMPLE_MEMBER, workspace: WORKSPACE } },
      { table: 'team', put: { id: TEAM, name: 'Front desk', members: [ANNA, BEN], workspace: WORKSPACE } },
      { table: 'team', remove: uuid(9), workspace: WORKSPACE },
      { table: 'calendarOwner', put: { workspace: WORKSPACE, calendar: CALENDAR, owner: ANNA } },
      {
        table: 'calendarShare',
        workspace: WORKSPACE,
        calendar: CALENDAR,
        all: [{ workspace: WORKSPACE, calendar: CALENDAR, member: BEN, permission: 'read' }],
      },
      {
        table: 'teamShare',
        workspace: WORKSPACE,
        calendar: CALENDAR,
        all: [{ workspace: WORKSPACE, calendar: CALENDAR, team: TEAM, permission: 'write' }],
      },
    ])
  })

  test('gives no owner where it names none', () => {
    const bare = { id: CALENDAR, shares: [], teamShares: [] }
    const changes = projected(DIRECTORY, (doc) => writeEntity(doc, calendarGrantsLayout, bare))
    const nobody = { workspace: WORKSPACE, calendar: CALENDAR, all: [] }
    expect(changes).toEqual([
      { table: 'calendarShare', ...nobody },
      { table: 'teamShare', ...nobody },
    ])
  })
})

describe('a member’s or a team’s document', () => {
  const { SAMPLE_SCHEDULE, SAMPLE_EVENT_TYPE, SAMPLE_LINK } = samples
  const fill = (doc: Y.Doc): void => {
    writeEntity(doc, scheduleLayout(ANNA), SAMPLE_SCHEDULE)
    writeEntity(doc, eventTypeLayout, SAMPLE_EVENT_TYPE)
    writeEntity(doc, bookingLinkLayout, SAMPLE_LINK)
  }
  const schedule = {
    table: 'schedule',
    put: { workspace: WORKSPACE, document: ANNAS_DOCUMENT, id: SCHEDULE, member: ANNA, data: SAMPLE_SCHEDULE },
  }
  const rows = (document: DocumentName, owner = ANNA): object[] => [
    {
      table: 'eventType',
      put: {
        workspace: WORKSPACE,
        document,
        id: EVENT_TYPE,
        owner,
        slug: 'first-visit',
        status: 'active',
        data: { ...SAMPLE_EVENT_TYPE, owner },
      },
    },
    {
      table: 'bookingLink',
      put: {
        workspace: WORKSPACE,
        document,
        id: LINK,
        eventType: EVENT_TYPE,
        owner,
        slug: 'anna-first',
        active: true,
        data: SAMPLE_LINK,
      },
    },
  ]

  test('gives schedules, event types and links; a team has no schedules', () => {
    expect(projected(ANNAS_DOCUMENT, fill)).toStrictEqual([schedule, ...rows(ANNAS_DOCUMENT)])
    expect(projected(TEAMS_DOCUMENT, fill)).toStrictEqual(rows(TEAMS_DOCUMENT))
  })

  test('nobody offers another’s time from their own document', () => {
    const annas = (doc: Y.Doc): void => {
      writeEntity(doc, eventTypeLayout, { ...SAMPLE_EVENT_TYPE, owner: BEN })
      writeEntity(doc, bookingLinkLayout, SAMPLE_LINK)
    }
    expect(projected(ANNAS_DOCUMENT, annas)).toEqual([
      { table: 'eventType', remove: EVENT_TYPE, document: ANNAS_DOCUMENT },
      { table: 'bookingLink', remove: LINK, document: ANNAS_DOCUMENT },
    ])
    expect(projected(TEAMS_DOCUMENT, annas)).toStrictEqual(rows(TEAMS_DOCUMENT, BEN))
  })

  test('Y2 a link that arrives before its event type gets its row with it', () => {
    const doc = replica(1)
    writeEntity(doc, bookingLinkLayout, SAMPLE_LINK)
    const before = project(ANNAS_DOCUMENT, doc, 'all', HORIZON)
    writeEntity(doc, eventTypeLayout, SAMPLE_EVENT_TYPE)
    const after = project(ANNAS_DOCUMENT, doc, new Map([['eventTypes', new Set([EVENT_TYPE])]]), HORIZON)
    expect(before).toEqual([{ table: 'bookingLink', remove: LINK, document: ANNAS_DOCUMENT }])
    expect(after).toStrictEqual(rows(ANNAS_DOCUMENT))
  })

  test('takes away the rows of what does not parse, and says what that is', () => {
    const doc = replica(1)
    nothing(doc, 'schedules', SCHEDULE)
    nothing(doc, 'eventTypes', EVENT_TYPE)
    nothing(doc, 'links', LINK)
    for (const root of ['schedules', 'eventTypes', 'links']) nothing(doc, root, 'x')
    expect(project(ANNAS_DOCUMENT, doc, 'all', HORIZON)).toEqual([
      { table: 'schedule', remove: SCHEDULE, document: ANNAS_DOCUMENT },
      { table: 'eventType', remove: EVENT_TYPE, document: ANNAS_DOCUMENT },
      { table: 'bookingLink', remove: LINK, document: ANNAS_DOCUMENT },
    ])
    expect(unreadable(ANNAS_DOCUMENT, doc)).toEqual([SCHEDULE, 'x', EVENT_TYPE, 'x', LINK, 'x'])
    expect(unreadable(TEAMS_DOCUMENT, doc)).toEqual([EVENT_TYPE, 'x', LINK, 'x'])
  })
})

test.each(['private', 'verdicts'])('a %s document gives no rows', (kind) => {
  const names: Record<string, DocumentName> = {
    private: documentName({ kind: 'private', workspace: WORKSPACE, member: ANNA }),
    verdicts: documentName({ kind: 'verdicts', workspace: WORKSPACE, calendar: CALENDAR }),
  }
  const doc = replica(1)
  writeAppointment(doc, single())
  const name = names[kind] ?? DIRECTORY
  expect([project(name, doc, 'all', HORIZON), unreadable(name, doc)]).toEqual([[], []])
})

test('what is no document gives no rows', () => {
  const doc = replica(1)
  const name = documentName({ kind: 'entries', workspace: WORKSPACE, calendar: CALENDAR, part: 'nowhere' })
  expect([project(name, doc, 'all', HORIZON), unreadable(name, doc)]).toEqual([[], []])
})

test('unreadable calendars, members and workspaces are named', () => {
  const doc = replica(1)
  for (const root of ['workspace', 'members', 'calendars', 'calendar']) nothing(doc, root, root)
  expect(unreadable(DIRECTORY, doc)).toEqual(['workspace', 'members', 'calendars'])
  expect(unreadable(CALENDAR_DOCUMENT, doc)).toEqual(['calendar'])
})
