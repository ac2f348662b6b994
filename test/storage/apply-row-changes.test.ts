import { expect, test } from 'vitest'
import { documentName } from '../../src/core/document/document-name.ts'
import * as ids from '../../src/core/model/ids.ts'
import { Closure } from '../../src/core/model/workspace.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import type { ReadHandle } from '../../src/storage/handle.ts'
import { absencesOf } from '../../src/storage/queries/absences-of.ts'
import { appointmentById } from '../../src/storage/queries/appointment-by-id.ts'
import { bookingLinksOf } from '../../src/storage/queries/booking-links-of.ts'
import { calendarOwnersOf } from '../../src/storage/queries/calendar-owners-of.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'
import { dropDocumentRows } from '../../src/storage/queries/drop-document-rows.ts'
import { directoryStateOf } from '../../src/storage/queries/directory-state-of.ts'
import { eventTypesOf } from '../../src/storage/queries/event-types-of.ts'
import { membersOf } from '../../src/storage/queries/members-of.ts'
import { schedulesOf } from '../../src/storage/queries/schedules-of.ts'
import { sharesOf } from '../../src/storage/queries/shares-of.ts'
import { teamsOf } from '../../src/storage/queries/teams-of.ts'
import { workspaceById } from '../../src/storage/queries/workspace-by-id.ts'
import {
  absenceRow,
  appointment,
  appointmentPut,
  appointmentRow,
  bookingLinkRow,
  calendarRow,
  entriesDocument,
  eventTypeRow,
  id,
  memberDocument,
  memberRow,
  occurrenceRow,
  scheduleRow,
  teamRow,
  workspace,
  workspaceRow,
} from '../support/rows.ts'
import { onThreeStores } from '../support/three-stores.ts'

const calendar = id(ids.CalendarId, 1)
const owner = { workspace, calendar, owner: id(ids.MemberId, 2) }
const share = (n: number, permission: 'read' | 'write') => ({
  workspace,
  calendar,
  member: id(ids.MemberId, n),
  permission,
})

const teamShare = { workspace, calendar, team: id(ids.TeamId, 1), permission: 'read' } as const

const BUSY = documentName({ kind: 'busy', workspace, calendar, part: '2026-q4' })

const everything: RowChange[] = [
  { table: 'workspace', put: workspaceRow() },
  { table: 'member', put: memberRow(1) },
  { table: 'member', put: memberRow(2, { ended: true, role: 'owner' }) },
  { table: 'calendar', put: calendarRow(1) },
  { table: 'calendar', put: calendarRow(2, { schedule: id(ids.ScheduleId, 1), countsAsBusy: false }) },
  { table: 'calendarOwner', put: owner },
  { table: 'calendarShare', workspace, calendar, all: [share(1, 'read'), share(3, 'write')] },
  { table: 'teamShare', workspace, calendar, all: [teamShare] },
  { table: 'team', put: teamRow(1) },
  { table: 'team', put: teamRow(2, { manager: undefined, members: [] }) },
  { table: 'schedule', put: scheduleRow(1) },
  { table: 'absence', put: absenceRow(1) },
  { table: 'eventType', put: eventTypeRow(1) },
  { table: 'bookingLink', put: bookingLinkRow(1) },
]

/** All that has no occurrences. */
async function everythingIn(db: ReadHandle) {
  return {
    workspace: await workspaceById(db, workspace),
    members: await membersOf(db, workspace),
    calendars: await calendarsOf(db, workspace),
    owners: await calendarOwnersOf(db, workspace),
    shares: await sharesOf(db, workspace),
    teams: await teamsOf(db, workspace),
    teamShares: (await directoryStateOf(db, workspace)).teamShares,
    schedules: await schedulesOf(db, { workspace }),
    absences: await absencesOf(db, { workspace }),
    eventTypes: await eventTypesOf(db, { workspace }),
    bookingLinks: await bookingLinksOf(db, { workspace }),
  }
}

const expected = {
  workspace: workspaceRow(),
  members: [memberRow(1), memberRow(2, { ended: true, role: 'owner' })],
  calendars: [
    calendarRow(1, { owner: owner.owner }),
    calendarRow(2, { schedule: id(ids.ScheduleId, 1), countsAsBusy: false }),
  ],
  owners: [owner],
  shares: [share(1, 'read'), share(3, 'write')],
  teams: [teamRow(1), teamRow(2, { manager: undefined, members: [] })],
  teamShares: [teamShare],
  schedules: [scheduleRow(1)],
  absences: [absenceRow(1)],
  eventTypes: [eventTypeRow(1)],
  bookingLinks: [bookingLinkRow(1)],
}

onThreeStores((open) => {
  test('what is put comes out again, value for value', async () => {
    const store = await open()
    await store.tx((tx) => applyRowChanges(tx, everything))
    expect(await everythingIn(store.read)).toEqual(expected)
  })

  test('Y2 the same changes again, or in pieces, give the same rows', async () => {
    const store = await open()
    for (const change of everything) await store.tx((tx) => applyRowChanges(tx, [change]))
    await store.tx((tx) => applyRowChanges(tx, [...everything, ...everything]))
    expect(await everythingIn(store.read)).toEqual(expected)
  })

  test('rows of before there were rules, limits, holidays and the like read as usual', async () => {
    const store = await open()
    const { rules: _r, breaks: _b, travel: _t, holidays: _h, tentativeBlocks: _s, ...oldSchedule } = scheduleRow(1).data
    const { limits: _l, fillGaps: _f, capacity: _c, strategy: _g, ...rest } = eventTypeRow(1).data
    const oldType = { ...rest, hosts: rest.hosts.map(({ member, required }) => ({ member, required })) }
    const { closures: _n, ...oldWorkspace } = workspaceRow()
    await store.tx(async (tx) => {
      const { workspace: workspaces, schedule, eventType } = tx.tables
      await tx.insert(workspaces).values(oldWorkspace)
      await tx.insert(schedule).values({ ...scheduleRow(1), data: oldSchedule })
      await tx.insert(eventType).values({ ...eventTypeRow(1), data: oldType })
    })
    const { schedules, eventTypes, workspace: read } = await everythingIn(store.read)
    expect({ schedules, eventTypes, read }).toStrictEqual({
      schedules: [scheduleRow(1)],
      eventTypes: [eventTypeRow(1)],
      read: workspaceRow(),
    })
  })

  test('a workspace with a region and closures comes out as it went in', async () => {
    const store = await open()
    const put = workspaceRow({
      holidayRegion: { country: 'DE', state: 'BY' },
      closures: [Closure.parse({ from: '2026-12-24', until: '2027-01-01', name: 'Winter' })],
    })
    await store.tx((tx) => applyRowChanges(tx, [{ table: 'workspace', put }]))
    expect(await workspaceById(store.read, workspace)).toStrictEqual(put)
  })

  test('of several changes of one row the last one counts', async () => {
    const store = await open()
    const put = (name: string): RowChange => ({ table: 'calendar', put: calendarRow(1, { name }) })
    const remove: RowChange = { table: 'calendar', remove: calendar, workspace }
    await store.tx((tx) => applyRowChanges(tx, [put('first'), remove, put('last')]))
    expect(await calendarsOf(store.read, workspace)).toEqual([calendarRow(1, { name: 'last' })])
    await store.tx((tx) => applyRowChanges(tx, [put('again'), remove]))
    expect(await calendarsOf(store.read, workspace)).toEqual([])
  })

  test('what is removed is gone, and nothing else', async () => {
    const store = await open()
    await store.tx((tx) => applyRowChanges(tx, everything))
    const document = memberDocument(1)
    await store.tx((tx) =>
      applyRowChanges(tx, [
        { table: 'calendar', remove: id(ids.CalendarId, 2), workspace },
        { table: 'calendarShare', workspace, calendar, all: [share(3, 'read')] },
        { table: 'schedule', remove: id(ids.ScheduleId, 1), document },
        { table: 'absence', remove: id(ids.AbsenceId, 1), document },
        { table: 'eventType', remove: id(ids.EventTypeId, 1), document },
        { table: 'bookingLink', remove: id(ids.BookingLinkId, 1), document },
      ]),
    )
    expect(await everythingIn(store.read)).toEqual({
      ...expected,
      calendars: expected.calendars.slice(0, 1),
      shares: [share(3, 'read')],
      schedules: [],
      absences: [],
      eventTypes: [],
      bookingLinks: [],
    })
  })

  test('an id of another document is neither replaced nor removed', async () => {
    const store = await open()
    const theirs = scheduleRow(1, 2)
    await store.tx((tx) => applyRowChanges(tx, [{ table: 'schedule', put: scheduleRow(1) }]))
    await store.tx((tx) => applyRowChanges(tx, [{ table: 'schedule', put: theirs }]))
    expect(await schedulesOf(store.read, { workspace })).toEqual([scheduleRow(1), theirs])

    const remove: RowChange = { table: 'schedule', remove: theirs.id, document: theirs.document }
    await store.tx((tx) => applyRowChanges(tx, [remove]))
    expect(await schedulesOf(store.read, { workspace })).toEqual([scheduleRow(1)])
  })

  test('an appointment replaces its occurrences, and takes them along when it goes', async () => {
    const store = await open()
    const row = appointmentRow(1)
    const at = (starts: number) => occurrenceRow(row, { starts, ends: starts + 1 }, { original: `${starts}` })
    const occurrences = () => store.read.select().from(store.read.tables.occurrence)

    await store.tx((tx) => applyRowChanges(tx, [appointmentPut(row, at(1), at(2))]))
    await store.tx((tx) => applyRowChanges(tx, [appointmentPut({ ...row, status: 'pending' }, at(3))]))
    expect(await occurrences()).toEqual([at(3)])
    expect(await appointmentById(store.read, { workspace, id: row.id })).toEqual({ ...row, status: 'pending' })

    const elsewhere: RowChange = { table: 'appointment', remove: row.id, document: entriesDocument(2) }
    await store.tx((tx) => applyRowChanges(tx, [elsewhere]))
    expect(await occurrences()).toEqual([at(3)])

    await store.tx((tx) => applyRowChanges(tx, [{ table: 'appointment', remove: row.id, document: row.document }]))
    expect(await occurrences()).toEqual([])
    expect(await appointmentById(store.read, { workspace, id: row.id })).toBeUndefined()
  })

  test('a busy time stands without an appointment, replaces itself and goes with its document', async () => {
    const store = await open()
    const busy = (n: number, starts: number) =>
      occurrenceRow(appointmentRow(n, { document: BUSY }), { starts, ends: starts + 1 }, { title: '' })
    const put = (n: number, starts: number): RowChange => ({ table: 'busy', put: busy(n, starts) })
    const rows = () => store.read.select().from(store.read.tables.occurrence)
    await store.tx((tx) => applyRowChanges(tx, [put(1, 1), put(2, 2), put(3, 3)]))
    const remove: RowChange = { table: 'busy', remove: id(ids.AppointmentId, 2), document: BUSY }
    await store.tx((tx) => applyRowChanges(tx, [put(1, 9), remove]))
    expect((await rows()).sort((a, b) => a.starts - b.starts)).toEqual([busy(3, 3), busy(1, 9)])
    await store.tx((tx) => dropDocumentRows(tx, BUSY))
    expect(await rows()).toEqual([])
  })

  test('more rows than one statement takes', async () => {
    const store = await open()
    const rows = Array.from({ length: 1_201 }, (_, n) => appointmentRow(n + 1))
    const changes = rows.map((row) => appointmentPut(row, occurrenceRow(row, { starts: 0, ends: 1 })))
    await store.tx((tx) => applyRowChanges(tx, changes))
    await store.tx((tx) => applyRowChanges(tx, changes))
    expect(await store.read.select().from(store.read.tables.occurrence)).toHaveLength(1_201)
    expect(await store.read.select().from(store.read.tables.appointment)).toHaveLength(1_201)
  })

  test('text that a database cannot store is stored without it, alike in each', async () => {
    const store = await open()
    const data = appointment(1, { title: 'a\0b', notes: '\ud800!', description: '\\u0000 stays' })
    const row = appointmentRow(1, { uid: 'x\0', data })
    await store.tx((tx) => applyRowChanges(tx, [appointmentPut(row)]))
    expect(await appointmentById(store.read, { workspace, id: row.id })).toEqual({
      ...row,
      uid: 'x',
      data: { ...data, title: 'ab', notes: '\ufffd!' },
    })
  })
})
