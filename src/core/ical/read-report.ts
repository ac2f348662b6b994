import type { Flagged, SetAside } from '../contract/calendar-file.ts'
import type { Appointment } from '../model/appointment.ts'

/** An appointment as a file knows it; what the importer adds is missing. */
export type ImportedAppointment = Omit<
  Appointment,
  'id' | 'calendar' | 'createdAt' | 'createdBy' | 'changedAt' | 'deletedAt'
>

/** What came out of a calendar file. Nothing of it is lost: every event is in one of the first two lists. */
export type ReadReport = {
  /** Each `uid` once. */
  readonly appointments: readonly ImportedAppointment[]
  readonly setAside: readonly SetAside[]
  readonly flagged: readonly Flagged[]
  /** Events: an event and its exceptions count as one. Tasks, journals and free-busy are not counted. */
  readonly total: number
  /** False: no calendar file at all (`file-unreadable`); the lists are empty then. */
  readonly readable: boolean
}
