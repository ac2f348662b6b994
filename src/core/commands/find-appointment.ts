import { z } from 'zod'
import { parseDocumentName } from '../document/document-name.ts'
import { readAppointment } from '../document/read-appointments.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { Appointment } from '../model/appointment.ts'
import { AppointmentId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { CommandDeps, Documents } from './command.ts'
import { DocumentInput } from './document-input.ts'
import { openDocument } from './open-document.ts'

/** Which appointment, and its home document: the one that its row names. */
export const AppointmentTarget = z.object({ document: DocumentInput, id: AppointmentId })
export type AppointmentTarget = z.infer<typeof AppointmentTarget>

export type FoundAppointment = { readonly doc: SharedDocument; readonly appointment: Appointment }

/** The appointment a command is about. `not-found`: not there, moved to another calendar, unreadable, or removed. */
export function findAppointment(
  documents: Documents,
  target: AppointmentTarget,
  deps: CommandDeps,
): Result<FoundAppointment, 'not-found' | 'newer-version'> {
  const found = findEvenRemoved(documents, target, deps)
  return found.ok && found.value.appointment.deletedAt !== undefined ? refuse('not-found') : found
}

/** As `findAppointment`; a removed one is found too. */
export function findEvenRemoved(
  documents: Documents,
  { document, id }: AppointmentTarget,
  { workspace }: CommandDeps,
): Result<FoundAppointment, 'not-found' | 'newer-version'> {
  const ref = parseDocumentName(document)
  if (ref?.kind !== 'entries' || ref.workspace !== workspace) return refuse('not-found')
  const opened = openDocument(documents, document)
  if (!opened.ok) return opened
  const appointment = readAppointment(opened.value, ref.calendar, id)
  return appointment === undefined ? refuse('not-found') : ok({ doc: opened.value, appointment })
}
