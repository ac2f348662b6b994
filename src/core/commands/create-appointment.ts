import { z } from 'zod'
import { NewAppointment } from '../contract/desk.ts'
import { homesOf } from '../document/home-document.ts'
import { transact } from '../document/shared-document.ts'
import { writeAppointment } from '../document/write-appointment.ts'
import type { Appointment } from '../model/appointment.ts'
import { AppointmentId } from '../model/ids.ts'
import { ok, type Result } from '../model/result.ts'
import { checkedSeries } from './checked-series.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openHome } from './open-home.ts'
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
  documents: (input, workspace) => [...homesOf({ ...input, workspace })],
  run,
}

function run(documents: Documents, input: CreateAppointment, deps: CommandDeps): Result<Appointment, Reason> {
  const opened = openHome(documents, { ...input, workspace: deps.workspace })
  if (!opened.ok) return opened
  const series = input.series === undefined ? ok(undefined) : checkedSeries(input.series)
  if (!series.ok) return series

  const appointment = newAppointment({ ...input, series: series.value }, deps)
  transact(opened.value.doc, createAppointment.verb, () => writeAppointment(opened.value.doc, appointment))
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
