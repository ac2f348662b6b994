import type { ReadDeps } from '../../../src/core/ical/group-reader.ts'
import { readCalendarFile } from '../../../src/core/ical/read-calendar-file.ts'
import type { ImportedAppointment, ReadReport } from '../../../src/core/ical/read-report.ts'
import { appointmentStarts, startKey } from '../../../src/core/ical/start-keys.ts'
import { AppointmentId, CalendarId } from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { ZoneName } from '../../../src/core/model/wall.ts'
import type { Appointment } from '../../../src/core/model/appointment.ts'

export const deps: ReadDeps = {
  zone: ZoneName.parse('Europe/Berlin'),
  now: instant(Date.parse('2026-11-20T00:00:00Z')),
  opinions: [],
}

/** Lines as a file has them. */
export function file(...lines: readonly (string | readonly string[])[]): string {
  return `${['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines.flat(), 'END:VCALENDAR'].join('\r\n')}\r\n`
}

export function event(uid: string, ...lines: readonly string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}`, ...lines, 'END:VEVENT']
}

export function timezone(tzid: string, ...observances: readonly string[][]): string[] {
  return ['BEGIN:VTIMEZONE', `TZID:${tzid}`, ...observances.flat(), 'END:VTIMEZONE']
}

export function observance(
  name: 'STANDARD' | 'DAYLIGHT',
  { start, from, to, rule }: { start: string; from: string; to: string; rule?: string },
): string[] {
  const lines = [`DTSTART:${start}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, ...(rule ? [`RRULE:${rule}`] : [])]
  return [`BEGIN:${name}`, ...lines, `END:${name}`]
}

export function read(...lines: readonly (string | readonly string[])[]): ReadReport {
  return readCalendarFile(file(...lines), deps)
}

/** The only appointment of a file of which nothing was set aside. */
export function readOne(...lines: readonly (string | readonly string[])[]): ImportedAppointment {
  const { appointments, setAside } = read(...lines)
  const [first] = appointments
  if (!first || appointments.length > 1 || setAside.length > 0)
    throw new Error(JSON.stringify({ appointments, setAside }))
  return first
}

/** Every start within the years, as a calendar file writes it. */
export function starts(
  appointments: readonly ImportedAppointment[],
  from = '2026-01-01',
  until = '2027-01-01',
): string[] {
  const span = { from: Date.parse(`${from}T00:00:00Z`), until: Date.parse(`${until}T00:00:00Z`) }
  return appointments
    .flatMap((one) => appointmentStarts(one, span))
    .map(startKey)
    .toSorted()
}

/** What went wrong, in short: `reason: detail`. */
export function problems({ setAside }: ReadReport): string[] {
  return setAside.map(({ reason, detail }) => `${reason}: ${detail}`)
}

export function saved(imported: ImportedAppointment): Appointment {
  const at = instant(Date.parse('2026-01-01T00:00:00Z'))
  const nil = '00000000-0000-0000-0000-000000000000'
  const ids = { id: AppointmentId.parse(nil), calendar: CalendarId.parse(nil) }
  return { ...imported, ...ids, createdAt: at, createdBy: 'somebody', changedAt: at }
}
