import type { Appointment } from '../model/appointment.ts'
import type { Attendee } from '../model/attendee.ts'

/**
 * A known appointment as a calendar file has it now. Ours stay: its id and home, notes, hosts, booking and answers, where
 * it came from and its earlier times; attendees are known again by their address. One that was removed is there again.
 */
export function mergeImported(known: Appointment, imported: Appointment): Appointment {
  const { deletedAt: _removed, cancellation, ...kept } = known
  const { title, description, location, time, series, overrides, status, availability, organizer } = imported
  const words = { title, description, location, availability, organizer, private: imported.private }
  return {
    ...kept,
    ...words,
    time,
    series,
    overrides,
    status,
    ...(status === 'cancelled' && cancellation !== undefined ? { cancellation } : {}),
    attendees: imported.attendees.map((attendee) => sameAttendee(known.attendees, attendee)),
    unknownProperties: imported.unknownProperties,
    sequence: Math.max(known.sequence, imported.sequence),
    changedAt: imported.changedAt,
  }
}

function sameAttendee(known: readonly Attendee[], attendee: Attendee): Attendee {
  const address = attendee.email.toLowerCase()
  const same = known.find(({ email }) => address !== '' && email.toLowerCase() === address)
  return same === undefined ? attendee : { ...attendee, id: same.id, kind: same.kind }
}
