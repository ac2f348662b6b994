import { z } from 'zod'
import type { RefusalReason } from '../contract/refusal.ts'
import { parseDocumentName, type DocumentName } from '../document/document-name.ts'
import { homeIn, homesOf } from '../document/home-document.ts'
import { readAppointment } from '../document/read-appointments.ts'
import { entityAt, transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import { Appointment } from '../model/appointment.ts'
import { AppointmentId, CalendarId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { AppointmentTarget } from './find-appointment.ts'
import { importMark } from './import-mark.ts'
import { openDocument } from './open-document.ts'
import { plannedImport, type Known, type PlannedImport } from './planned-import.ts'

/** `existing`: the appointment of the calendar that already has the same uid, where its row says that it lives. */
const ImportedItem = z.object({ appointment: Appointment, existing: AppointmentTarget.optional() })
type ImportedItem = z.infer<typeof ImportedItem>

const ImportAppointments = z.object({ calendar: CalendarId, items: z.array(ImportedItem).min(1).max(500) })
type ImportAppointments = z.infer<typeof ImportAppointments>

export type ImportedChunk = {
  readonly created: number
  readonly updated: number
  /** Already there, the same or newer. */
  readonly unchanged: number
  /** Left out alone; the others arrived. */
  readonly refused: readonly { readonly uid: string; readonly reason: RefusalReason }[]
}

type Reason = 'newer-version' | 'invalid-input'

/** A chunk of a calendar file's appointments into one calendar. What is there already, by uid, is followed and keeps its id. */
export const importAppointments: Command<ImportAppointments, ImportedChunk, Reason> = {
  verb: 'import-appointments',
  input: ImportAppointments,
  documents: ({ items }, workspace) => [...new Set(items.flatMap((item) => documentsOf(item, workspace)))],
  run,
}

function documentsOf({ appointment, existing }: ImportedItem, workspace: WorkspaceId): DocumentName[] {
  const homes = homesOf({ ...appointment, workspace })
  return existing === undefined ? [...homes] : [existing.document, ...homes]
}

/** `home`: where it goes if it is new. */
type Place = { readonly item: ImportedItem; readonly home: DocumentName }
type Plan = Place & { readonly mark: string; readonly planned: PlannedImport }

function run(documents: Documents, input: ImportAppointments, deps: CommandDeps): Result<ImportedChunk, Reason> {
  if (!input.items.every((item) => isWithin(item, input.calendar, deps)))
    return refuse('invalid-input', { fields: ['items'] })
  const names = importAppointments.documents(input, deps.workspace)
  for (const name of names) {
    const opened = openDocument(documents, name)
    if (!opened.ok) return opened
  }
  const homeOf = homeChooser(documents, deps)
  const plans = input.items.map((item): Plan => {
    const place = { item, home: homeOf(item.appointment) }
    const mark = importMark(item.appointment)
    return {
      ...place,
      mark,
      planned: plannedImport(knownOf(documents, place), withFreeId(documents, place, deps), mark),
    }
  })
  const writes = plans.flatMap(writesOf)
  for (const name of names)
    writeAll(
      documents,
      name,
      writes.filter((write) => write.document === name),
      deps.actor,
    )
  return ok(chunkOf(plans))
}

function isWithin({ appointment, existing }: ImportedItem, calendar: CalendarId, { workspace }: CommandDeps): boolean {
  if (appointment.calendar !== calendar) return false
  const ref = existing && parseDocumentName(existing.document)
  return ref === undefined || (ref.kind === 'entries' && ref.workspace === workspace && ref.calendar === calendar)
}

/** Of one quarter for a whole chunk: counting its entries takes a while. An id that stands in a home already stays there. */
function homeChooser(documents: Documents, { workspace }: CommandDeps): (appointment: Appointment) => DocumentName {
  const chosen = new Map<string, DocumentName>()
  return (appointment) => {
    const homes = homesOf({ ...appointment, workspace })
    const standing = homes.find((name) => entityAt(documents.get(name), 'appointments', appointment.id) !== undefined)
    if (standing !== undefined) return standing
    const key = homes.join()
    const home = chosen.get(key) ?? homeIn(homes, documents.get)
    chosen.set(key, home)
    return home
  }
}

// Without `existing` it may be there all the same: the chunk was imported before, and its answer was lost.
function knownOf(documents: Documents, { item: { appointment, existing }, home }: Place): Known | undefined {
  const { document, id } = existing ?? { document: home, id: appointment.id }
  const doc = documents.get(document)
  const known = readAppointment(doc, appointment.calendar, id)
  return known && { appointment: known, mark: entityAt(doc, 'appointments', id)?.get(MARK) }
}

// An entry that cannot be followed (it moved to another calendar, it does not parse, it becomes a series) keeps its id.
function withFreeId(documents: Documents, { item, home }: Place, deps: CommandDeps): Appointment {
  const { appointment, existing } = item
  const elsewhere = existing !== undefined && existing.id === appointment.id && existing.document !== home
  const taken = elsewhere || entityAt(documents.get(home), 'appointments', appointment.id) !== undefined
  return taken ? { ...appointment, id: AppointmentId.parse(deps.newId()) } : appointment
}

const MARK = 'imported'

type Write = { readonly document: DocumentName; readonly appointment: Appointment; readonly mark: string | undefined }

function writesOf({ item, home, mark, planned }: Plan): Write[] {
  switch (planned.kind) {
    case 'unchanged':
    case 'refused':
      return []
    case 'created':
      return [{ document: home, appointment: planned.appointment, mark }]
    case 'updated':
      return [{ document: item.existing?.document ?? home, appointment: planned.appointment, mark }]
    case 'replaced':
      return [
        { document: item.existing?.document ?? home, appointment: planned.removed, mark: undefined },
        { document: home, appointment: planned.appointment, mark },
      ]
  }
}

function writeAll(documents: Documents, name: DocumentName, writes: readonly Write[], by: string): void {
  if (writes.length === 0) return
  const doc = documents.get(name)
  transact(doc, importAppointments.verb, () => {
    for (const { appointment, mark } of writes) {
      writeAppointment(doc, appointment, { by })
      if (mark !== undefined) entityAt(doc, 'appointments', appointment.id)?.set(MARK, mark)
    }
  })
}

function chunkOf(plans: readonly Plan[]): ImportedChunk {
  const count = (...kinds: PlannedImport['kind'][]): number =>
    plans.filter(({ planned }) => kinds.includes(planned.kind)).length
  const refused = plans.flatMap(({ item, planned }) =>
    planned.kind === 'refused' ? [{ uid: item.appointment.uid, reason: planned.reason }] : [],
  )
  return { created: count('created'), updated: count('updated', 'replaced'), unchanged: count('unchanged'), refused }
}
