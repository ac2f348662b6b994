import { z } from 'zod'
import type { Command } from '../../src/core/commands/command.ts'
import { homePart } from '../../src/core/document/calendar-part.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { Appointment } from '../../src/core/model/appointment.ts'
import { ok } from '../../src/core/model/result.ts'

/** Writes an appointment as it is, a booking for example: what a server would have written. */
export const putAppointment: Command<Appointment, undefined, never> = {
  verb: 'put-appointment',
  input: z.custom<Appointment>((value) => Appointment.safeParse(value).success),
  documents: (appointment, workspace) => [homeOf(appointment, workspace)],
  run: (documents, appointment, { workspace }) => {
    writeAppointment(documents.get(homeOf(appointment, workspace)), appointment)
    return ok(undefined)
  },
}

function homeOf(appointment: Appointment, workspace: Parameters<typeof putAppointment.documents>[1]) {
  return documentName({ kind: 'entries', workspace, calendar: appointment.calendar, part: homePart(appointment) })
}
