import { absenceProcedures } from './absences.ts'
import { appointmentProcedures } from './appointments.ts'
import { bookingProcedures } from './bookings.ts'
import { calendarProcedures } from './calendars.ts'
import { changeProcedures } from './changes.ts'
import { eventTypeProcedures } from './event-types.ts'
import { fileProcedures } from './files.ts'
import { freeBusyProcedures } from './free-busy.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { memberProcedures, teamProcedures } from './people.ts'
import { presenceProcedures } from './presence.ts'
import { scheduleProcedures } from './schedules.ts'
import { sessionProcedures } from './session.ts'
import { syncProcedures } from './sync.ts'
import { workspaceProcedures } from './workspace.ts'

export type DeskRouter = ReturnType<typeof createRouter>

/** Every procedure of the desk contract on one desk. */
export function createRouter(parts: Parts) {
  return implementer.router({
    session: sessionProcedures(parts),
    sync: syncProcedures(parts),
    changes: changeProcedures(parts),
    presence: presenceProcedures(parts),
    members: memberProcedures(parts),
    teams: teamProcedures(parts),
    calendars: calendarProcedures(parts),
    appointments: appointmentProcedures(parts),
    bookings: bookingProcedures(parts),
    schedules: scheduleProcedures(parts),
    absences: absenceProcedures(parts),
    workspace: workspaceProcedures(parts),
    eventTypes: eventTypeProcedures(parts),
    freeBusy: freeBusyProcedures(parts),
    files: fileProcedures(parts),
  })
}
