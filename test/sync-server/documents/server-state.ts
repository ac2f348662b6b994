import { asc } from 'drizzle-orm'
import type { PostgresReadHandle } from '../../../src/storage/handle.ts'
import { clientOwner, doc, docSnapshot, docUpdate } from '../../../sync-server/database/schema.ts'

/** Everything that the server keeps of documents, rows included: equal before and after a refusal (Y5). */
export async function serverState(db: PostgresReadHandle) {
  const { appointment, occurrence, calendar, calendarOwner, calendarShare, member, schedule } = db.tables
  return {
    doc: await db.select().from(doc).orderBy(asc(doc.id)),
    updates: await db.select().from(docUpdate).orderBy(asc(docUpdate.doc), asc(docUpdate.seq)),
    snapshots: await db.select().from(docSnapshot).orderBy(asc(docSnapshot.doc), asc(docSnapshot.upto)),
    clients: await db.select().from(clientOwner).orderBy(asc(clientOwner.doc), asc(clientOwner.client)),
    appointments: await db.select().from(appointment).orderBy(asc(appointment.document), asc(appointment.id)),
    occurrences: await db.select().from(occurrence).orderBy(asc(occurrence.document), asc(occurrence.appointment)),
    calendars: await db.select().from(calendar).orderBy(asc(calendar.id)),
    owners: await db.select().from(calendarOwner).orderBy(asc(calendarOwner.calendar)),
    shares: await db.select().from(calendarShare).orderBy(asc(calendarShare.calendar), asc(calendarShare.member)),
    members: await db.select().from(member).orderBy(asc(member.id)),
    schedules: await db.select().from(schedule).orderBy(asc(schedule.id)),
  }
}
