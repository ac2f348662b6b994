import { expect, test } from 'vitest'
import { importAppointments } from '../../../src/core/commands/import-appointments.ts'
import { putAbsence } from '../../../src/core/commands/put-absence.ts'
import { putBookingLink } from '../../../src/core/commands/put-booking-link.ts'
import { putEventType } from '../../../src/core/commands/put-event-type.ts'
import { putSchedule } from '../../../src/core/commands/put-schedule.ts'
import { removeAbsence } from '../../../src/core/commands/remove-absence.ts'
import { absenceLayout } from '../../../src/core/document/absence-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeEntity } from '../../../src/core/document/entity-layout.ts'
import { Absence } from '../../../src/core/model/absence.ts'
import { BookingLink } from '../../../src/core/model/booking-link.ts'
import { EventType } from '../../../src/core/model/event-type.ts'
import { AbsenceId, BookingLinkId, EventTypeId, MemberId, ScheduleId } from '../../../src/core/model/ids.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { Slug } from '../../../src/core/model/workspace.ts'
import type { Desk } from '../../../src/engine/desk/desk.ts'
import { hideReasons } from '../../../src/engine/desk/hide-reasons.ts'
import { execute } from '../../../src/engine/desk/execute.ts'
import { ownReasons } from '../../../src/engine/desk/own-reasons.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { joinWorkspace } from '../../../src/engine/sync/adopt-account.ts'
import { waitingCommands } from '../../../src/storage/desk/waiting-commands.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { absencesOf } from '../../../src/storage/queries/absences-of.ts'
import { bookingLinksOf } from '../../../src/storage/queries/booking-links-of.ts'
import { eventTypesOf } from '../../../src/storage/queries/event-types-of.ts'
import { schedulesOf } from '../../../src/storage/queries/schedules-of.ts'
import { FULL_EVENT_TYPE, FULL_SCHEDULE, SAMPLE_ABSENCE, single } from '../../core/document/samples.ts'
import { openAlone } from '../../support/open-alone.ts'
import { newMember, newWorkspace } from '../../support/people.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const SOMEBODY = MemberId.parse(newId())
const DONE = { ok: true }

type Alone = Awaited<ReturnType<typeof openAlone>>

/** Somebody who worked alone, with hours, an absence, an event type with two links, and a booking of it. */
async function furnish({ desk, calendar }: Alone) {
  const { workspace, member } = desk.identity()
  const document = documentName({ kind: 'member', workspace, member })
  const schedule = Schedule.parse({ ...FULL_SCHEDULE, id: newId(), member, name: 'Evenings' })
  const absence = Absence.parse({ ...SAMPLE_ABSENCE, id: newId(), member, delegate: SOMEBODY })
  const gone = Absence.parse({ ...SAMPLE_ABSENCE, id: newId(), member })
  const host = { member, required: true, weight: 3, priority: 2 }
  const own = {
    id: newId(),
    owner: member,
    capacity: 1,
    schedule: schedule.id,
    hosts: [host, { ...host, member: SOMEBODY }],
  }
  const eventType = EventType.parse({ ...FULL_EVENT_TYPE, ...own })
  const link = (slug: string) => BookingLink.parse({ id: newId(), eventType: eventType.id, slug, active: true })
  expect(await execute(desk, putSchedule, { schedule })).toMatchObject(DONE)
  expect(await execute(desk, putAbsence, { absence, privately: 'vacation' })).toMatchObject(DONE)
  expect(await execute(desk, putAbsence, { absence: gone })).toMatchObject(DONE)
  expect(await execute(desk, removeAbsence, { member, id: gone.id })).toMatchObject(DONE)
  expect(await execute(desk, putEventType, { document, eventType })).toMatchObject(DONE)
  for (const slug of ['free', 'taken'])
    expect(await execute(desk, putBookingLink, { document, link: link(slug) })).toMatchObject(DONE)
  const appointment = single({ id: newId(), calendar, eventType: eventType.id, createdBy: member })
  expect(await execute(desk, importAppointments, { calendar, items: [{ appointment }] })).toMatchObject(DONE)
  return { schedule, absence, eventType }
}

async function definitionsOf({ store, identity }: Desk) {
  const { workspace } = identity()
  const [absences, links] = [
    await absencesOf(store.read, { workspace }),
    await bookingLinksOf(store.read, { workspace }),
  ]
  return {
    schedules: (await schedulesOf(store.read, { workspace })).map(({ data }) => data),
    absences: absences.map(({ data }) => data),
    eventTypes: (await eventTypesOf(store.read, { workspace })).map(({ data }) => data),
    links: links.map(({ data }) => data),
  }
}

test('Y8 whoever joins a workspace brings hours, absences, event types and links along; a link whose address is taken is a draft', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: `${folder.path}/desk.sqlite` })
  const alone = await openAlone(store)
  const { desk } = alone
  const { schedule, absence, eventType } = await furnish(alone)
  const member = newMember('ada@example.org', 'staff')
  const signedIn = { session: 'session', workspace: newWorkspace(), member }
  const where = { server: 'http://server.test', email: 'ada@example.org' }
  await desk.lane.run(() => joinWorkspace(desk, where, signedIn, new Set([Slug.parse('taken')])))

  const { schedules, absences, eventTypes, links } = await definitionsOf(desk)
  const [newSchedule, newType] = [ScheduleId.parse(schedules[0]?.id), EventTypeId.parse(eventTypes[0]?.id)]
  expect([newSchedule, newType]).not.toContain(schedule.id)
  expect(newType).not.toBe(eventType.id)
  // The office hours that everybody begins with stay behind.
  expect(schedules).toEqual([{ ...schedule, id: newSchedule, member: member.id }])
  const { delegate: _, ...away } = absence
  const newAbsence = AbsenceId.parse(absences[0]?.id)
  expect(absences).toEqual([{ ...away, id: newAbsence, member: member.id, reason: 'other' }])
  expect([...(await ownReasons(desk))]).toEqual([[newAbsence, 'vacation']])
  const hosts = [{ member: member.id, required: true, weight: 3, priority: 2 }]
  expect(eventTypes).toEqual([{ ...eventType, id: newType, owner: member.id, schedule: newSchedule, hosts }])
  expect(links.map((link) => ({ ...link, id: BookingLinkId.parse(link.id) }))).toEqual([
    { id: links[0]?.id, eventType: newType, slug: 'free', active: true },
    { id: links[1]?.id, eventType: newType, slug: 'taken', active: false },
  ])
  const { appointment } = store.read.tables
  expect((await store.read.select().from(appointment)).map(({ data }) => data.eventType)).toEqual([newType])
  const verbs = ['put-schedule', 'put-absence', 'put-event-type', 'put-booking-link', 'put-booking-link']
  expect(waitingCommands(store.read).map(({ verb }) => verb)).toEqual([
    ...verbs,
    'create-calendar',
    'import-appointments',
  ])
})

test('what an older app wrote for everybody to read, why one is away, is taken into the private document', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: `${folder.path}/desk.sqlite` })
  const { desk } = await openAlone(store)
  const { workspace, member } = desk.identity()
  const absence = Absence.parse({ ...SAMPLE_ABSENCE, id: newId(), member, reason: 'sick' })
  const older = { ...putAbsence, run: writeAsBefore }
  expect(await execute(desk, older, { absence })).toMatchObject(DONE)
  expect((await definitionsOf(desk)).absences.map(({ reason }) => reason)).toEqual(['sick'])
  await hideReasons(desk)
  expect((await definitionsOf(desk)).absences.map(({ reason }) => reason)).toEqual(['other'])
  expect([...(await ownReasons(desk))]).toEqual([[absence.id, 'sick']])
  const waiting = waitingCommands(store.read).length
  await hideReasons(desk)
  expect(waitingCommands(store.read)).toHaveLength(waiting)
  const shared = desk.documents.open(documentName({ kind: 'member', workspace, member })).doc
  expect(JSON.stringify(shared.getMap('absences').toJSON())).not.toContain('sick')
})

const writeAsBefore: typeof putAbsence.run = (documents, { absence }, { workspace }) => {
  const doc = documents.get(documentName({ kind: 'member', workspace, member: absence.member }))
  writeEntity(doc, absenceLayout(absence.member), absence)
  return { ok: true, value: absence }
}
