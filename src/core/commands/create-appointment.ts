import { z } from 'zod'
import { NewAppointment } from '../contract/desk.ts'
import { homePart } from '../document/calendar-part.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { entityAt, transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { AppointmentId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { checkedSeries } from './checked-series.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'
import { PlacedTime } from './placed-time.ts'

const CreateAppointment = NewAppointment.extend({ id: AppointmentId, time: PlacedTime.optional() }).refine(
  ({ time, series }) => (time === undefined) !== (series === undefined),
)
type CreateAppointment = z.infer<typeof CreateAppointment>

type Reason = 'end-before-start' | 'unknown-zone' | 'invalid-rule' | 'invalid-input' | 'newer-version'

/** Puts a new appointment, single or recurring, into a calendar. The id is the caller's, so that a retry makes no second one. */
export const createAppointment: Command<CreateAppointment, Appointment, Reason> = {
  verb: 'create-appointment',
  input: CreateAppointment,
  documents: (input, workspace) => [homeOf(input, workspace)],
  run,
}

function homeOf(input: CreateAppointment, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'entries', workspace, calendar: input.calendar, part: homePart(input) })
}

function run(documents: Documents, input: CreateAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const opened = openDocument(documents, homeOf(input, deps.workspace))
  if (!opened.ok) return opened
  if (entityAt(opened.value, 'appointments', input.id) !== undefined) return refuse('invalid-input', { fields: ['id'] })
  const series = input.series === undefined ? ok(undefined) : checkedSeries(input.series)
  if (!series.ok) return series

  const appointment = newAppointment({ ...input, series: series.value }, deps)
  transact(opened.value, createAppointment.verb, () => writeAppointment(opened.value, appointment))
  return ok(appointment)
}

function newAppointment(input: CreateAppointment, { now, actor }: CommandDeps): Appointment {
  return {
    id: input.id,
    calendar: input.calendar,
    uid: input.id,
    sequence: 0,
    title: input.title,
    description: input.description ?? '',
    location: input.location ?? '',
    notes: input.notes ?? '',
    time: input.time,
    series: input.series,
    overrides: {},
    status: 'confirmed',
    availability: input.availability ?? 'busy',
    private: input.private ?? false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: now,
    createdBy: actor,
    changedAt: now,
  }
}
