import { importAppointments, type ImportedChunk } from '../../core/commands/import-appointments.ts'
import type { ImportProgress, SetAside } from '../../core/contract/calendar-file.ts'
import type { ImportedAppointment } from '../../core/ical/read-report.ts'
import { AppointmentId, type CalendarId } from '../../core/model/ids.ts'
import type { Calendar } from '../../core/model/calendar.ts'
import { appointmentsByUid } from '../../storage/queries/appointments-by-uid.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { memberById } from '../../storage/queries/member-by-id.ts'
import { readCalendarFileInWorker } from '../calendar-file/read-in-worker.ts'
import type { Desk } from '../desk/desk.ts'
import { execute } from '../desk/execute.ts'
import { importChunks } from '../desk/import-chunks.ts'
import { newCalendar } from './calendars.ts'
import { refusal, valueOf } from './refusals.ts'

export type ImportInput = {
  readonly calendar: { readonly id: CalendarId } | { readonly name: string }
  readonly text: string
}

const READING_DEADLINE = 120_000

/**
 * Reads a calendar file beside the engine and takes its appointments over, at most 500 at a time, each chunk safe before the next.
 * Aborted, or left by its reader, it stops between two chunks; what has arrived stays.
 */
export async function* importFile(
  desk: Desk,
  { calendar: wanted, text }: ImportInput,
  signal: AbortSignal | undefined,
): AsyncGenerator<ImportProgress, void> {
  yield { kind: 'reading' }
  const zone = await zoneOf(desk)
  const stop = signal ?? new AbortController().signal
  const file = await readCalendarFileInWorker(text, {
    zone,
    now: desk.now(),
    signal: stop,
    deadlineMs: READING_DEADLINE,
  })
  if (!file.readable) throw refusal('file-unreadable')
  const calendar = await desk.imports.run(() => calendarFor(desk, wanted))

  const total = file.appointments.length
  const sum = { created: 0, updated: 0, unchanged: 0 }
  const setAside: SetAside[] = [...file.setAside]
  yield { kind: 'writing', done: 0, total }
  let done = 0
  for (const appointments of importChunks(file.appointments)) {
    if (signal?.aborted) return
    const chunk = await desk.imports.run(() => importChunk(desk, calendar.id, appointments))
    sum.created += chunk.created
    sum.updated += chunk.updated
    sum.unchanged += chunk.unchanged
    setAside.push(...refusedOf(chunk, appointments))
    done += appointments.length
    yield { kind: 'writing', done, total }
  }
  const flagged = [...file.flagged]
  yield { kind: 'done', report: { calendar: calendar.id, total: file.total, ...sum, setAside, flagged } }
}

async function zoneOf({ store, identity }: Desk) {
  const { workspace, member: id } = identity()
  const member = await memberById(store.read, { workspace, id })
  if (member === undefined) throw refusal('not-found', { member: id })
  return member.zone
}

async function calendarFor(desk: Desk, wanted: ImportInput['calendar']): Promise<Calendar> {
  const { workspace, member } = desk.identity()
  const calendars = await calendarsOf(desk.store.read, workspace)
  if ('id' in wanted) {
    const found = calendars.find(({ id }) => id === wanted.id)
    if (found === undefined) throw refusal('not-found', { calendar: wanted.id })
    return found
  }
  const own = calendars.find(({ owner, name, archived }) => owner === member && name === wanted.name && !archived)
  return own ?? newCalendar(desk, { name: wanted.name })
}

async function importChunk(
  desk: Desk,
  calendar: CalendarId,
  appointments: readonly ImportedAppointment[],
): Promise<ImportedChunk> {
  const { workspace, member } = desk.identity()
  const uids = appointments.map(({ uid }) => uid)
  const rows = await appointmentsByUid(desk.store.read, { workspace, calendar, uids })
  // Of several by one uid the one that stands counts.
  const known = new Map(rows.toSorted((a, b) => Number(b.deleted) - Number(a.deleted)).map((row) => [row.uid, row]))
  const now = desk.now()
  const items = appointments.map((imported) => {
    const row = known.get(imported.uid)
    const id = row?.id ?? AppointmentId.parse(desk.newId())
    const appointment = { ...imported, id, calendar, createdAt: now, createdBy: member, changedAt: now }
    return { appointment, existing: row && { document: row.document, id: row.id } }
  })
  return valueOf(await execute(desk, importAppointments, { calendar, items }))
}

function refusedOf({ refused }: ImportedChunk, appointments: readonly ImportedAppointment[]): SetAside[] {
  return refused.map(({ uid, reason }) => {
    const appointment = appointments.find((one) => one.uid === uid)
    const text = JSON.stringify(appointment)
    return { title: appointment?.title ?? '', uid, line: 1, reason: 'refused', detail: reason, text }
  })
}
