import { z } from 'zod'
import { AppointmentEdit, Scope } from '../contract/desk.ts'
import { sameValue } from '../document/plain-value.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment, Series } from '../model/appointment.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { WallTime } from '../model/wall.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { editedSeries } from './edited-series.ts'
import { AppointmentTarget, findAppointment } from './find-appointment.ts'
import { findOccurrence, withOverride } from './find-occurrence.ts'

const EditAppointment = AppointmentTarget.extend({ scope: Scope, edit: AppointmentEdit })
type EditAppointment = z.infer<typeof EditAppointment>

type Reason = 'not-found' | 'newer-version' | 'already-ended' | 'invalid-rule' | 'invalid-input'

/**
 * Other words for an appointment, a series or one occurrence, or another rule for a series. What is absent in `edit` stays
 * untouched. A completed one can still be written about, a cancelled one is `already-ended`.
 */
export const editAppointment: Command<EditAppointment, Appointment, Reason> = {
  verb: 'edit-appointment',
  input: EditAppointment,
  documents: ({ document }) => [document],
  run,
}

function run(documents: Documents, input: EditAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const found = findAppointment(documents, input, deps)
  if (!found.ok) return found
  const { doc, appointment } = found.value
  if (appointment.status === 'cancelled') return refuse('already-ended', { status: appointment.status })
  const { scope, edit } = input
  const edited =
    scope.kind === 'one' ? editedOccurrence(appointment, scope.original, edit) : editedWhole(appointment, edit)
  if (!edited.ok) return edited

  const { shiftedBy = 0, ...change } = edited.value
  if (sameValue({ ...appointment, ...change }, appointment)) return ok(appointment)
  const next = { ...appointment, ...change, changedAt: deps.now }
  transact(doc, editAppointment.verb, () => writeAppointment(doc, next, { shiftedBy }))
  return ok(next)
}

type Edited = Partial<Appointment> & { readonly shiftedBy?: number }

function editedWhole(appointment: Appointment, edit: AppointmentEdit): Result<Edited, Reason> {
  const words = {
    title: edit.title ?? appointment.title,
    description: edit.description ?? appointment.description,
    location: edit.location ?? appointment.location,
    notes: edit.notes ?? appointment.notes,
    availability: edit.availability ?? appointment.availability,
    private: edit.private ?? appointment.private,
  }
  if (edit.series === undefined) return ok(words)
  if (appointment.series === undefined) return refuse('invalid-input', { fields: ['edit.series'] })
  const edited = editedSeries({ series: appointment.series, overrides: appointment.overrides }, edit.series)
  if (!edited.ok) return edited
  return ok({ ...words, ...edited.value, sequence: nextSequence(appointment, edited.value.series) })
}

// RFC 5545 3.8.7.4: another time is a new revision, other words are not.
function nextSequence(appointment: Appointment, series: Series): number {
  return sameValue(appointment.series, series) ? appointment.sequence : appointment.sequence + 1
}

function editedOccurrence(
  appointment: Appointment,
  original: WallTime,
  { title, description, location, ...whole }: AppointmentEdit,
): Result<Edited, Reason> {
  const found = findOccurrence(appointment, original)
  if (!found.ok) return found
  const ofAll = Object.entries(whole).flatMap(([field, value]) => (value === undefined ? [] : [`edit.${field}`]))
  if (ofAll.length > 0) return refuse('invalid-input', { fields: ofAll })
  const own = {
    ...found.value.own,
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(location === undefined ? {} : { location }),
  }
  return ok(Object.keys(own).length === 0 ? {} : { overrides: withOverride(appointment, original, own) })
}
