import type { Appointment, Override, Series } from '../model/appointment.ts'
import type { Attendee } from '../model/attendee.ts'
import { DAY, type Instant } from '../model/instant.ts'
import { WallTime, ZoneName } from '../model/wall.ts'
import { instantOf, wallOf } from '../time/wall-clock.ts'
import { partstatOf } from './attendees.ts'
import { originalValue, seriesLines, timeLines, usualTimeLines } from './write-time.ts'
import { escapeText, parameter, writeLine } from './write-line.ts'
import { zoneBlock } from './zone-block.ts'

/**
 * A calendar file (RFC 5545) of these appointments; what `readCalendarFile` made of a file comes out as it went in, save for
 * what the model does not hold. Removed ones are left out. `prodId`: who writes it, as `-//Dayloom//EN`.
 */
export function writeCalendarFile(appointments: readonly Appointment[], { prodId }: { prodId: string }): string {
  const standing = appointments.filter((one) => one.deletedAt === undefined)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${prodId}`,
    'CALSCALE:GREGORIAN',
    ...zoneLines(standing),
    ...standing.flatMap(appointmentLines),
    'END:VCALENDAR',
  ]
  return lines.map(writeLine).join('')
}

function appointmentLines(appointment: Appointment): string[] {
  const { series, time, overrides } = appointment
  const when = series ? seriesLines(series) : time ? timeLines(time) : []
  const main = [
    'BEGIN:VEVENT',
    ...stampLines(appointment),
    ...when,
    ...textLines(appointment),
    ...stateLines(appointment),
  ]
  const exceptions = Object.entries(overrides).flatMap(([original, override]) =>
    series ? exceptionLines(appointment, series, { original: WallTime.parse(original), override }) : [],
  )
  return [...main, ...peopleLines(appointment), ...appointment.unknownProperties, 'END:VEVENT', ...exceptions]
}

function exceptionLines(
  appointment: Appointment,
  series: Series,
  { original, override }: { original: WallTime; override: Override },
): string[] {
  const { time, title, description, location, cancelled } = override
  const own = {
    title: title ?? appointment.title,
    description: description ?? appointment.description,
    location: location ?? appointment.location,
  }
  return [
    'BEGIN:VEVENT',
    ...stampLines(appointment),
    `RECURRENCE-ID${originalValue(original, series)}`,
    ...(time ? timeLines(time) : usualTimeLines(original, series)),
    ...textLines(own),
    ...(cancelled ? ['STATUS:CANCELLED'] : stateLines(appointment)),
    ...peopleLines(appointment),
    'END:VEVENT',
  ]
}

function stampLines({ uid, sequence, createdAt, changedAt }: Appointment): string[] {
  return [
    `UID:${escapeText(uid)}`,
    `DTSTAMP:${utcValue(changedAt)}`,
    `CREATED:${utcValue(createdAt)}`,
    `LAST-MODIFIED:${utcValue(changedAt)}`,
    `SEQUENCE:${sequence}`,
  ]
}

function textLines({
  title,
  description,
  location,
}: Pick<Appointment, 'title' | 'description' | 'location'>): string[] {
  return [`SUMMARY:${escapeText(title)}`, `DESCRIPTION:${escapeText(description)}`, `LOCATION:${escapeText(location)}`]
}

function stateLines({ status, availability, private: hidden }: Appointment): string[] {
  const state = status === 'cancelled' ? 'CANCELLED' : availability === 'tentative' ? 'TENTATIVE' : 'CONFIRMED'
  // RFC 5545 has no word for pending, completed and no-show.
  const own = status === 'cancelled' || status === 'confirmed' ? [] : [`X-DAYLOOM-STATUS:${status.toUpperCase()}`]
  const transparency = availability === 'free' ? 'TRANSPARENT' : 'OPAQUE'
  return [`STATUS:${state}`, ...own, `TRANSP:${transparency}`, ...(hidden ? ['CLASS:PRIVATE'] : [])]
}

function peopleLines({ organizer, attendees }: Appointment): string[] {
  const [, name, address] = /^(.*) <([^<>]*)>$/s.exec(organizer ?? '') ?? []
  const by = organizer === undefined ? [] : [personLine('ORGANIZER', { name: name ?? '', email: address ?? organizer })]
  return [...by, ...attendees.map((one) => personLine(`ATTENDEE;PARTSTAT=${partstatOf(one.status)}`, one))]
}

function personLine(property: string, { name, email }: Pick<Attendee, 'name' | 'email'>): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/i.test(email) ? '' : 'mailto:'
  return `${property}${name === '' ? '' : `;CN=${parameter(name)}`}:${scheme}${email}`
}

/** A VTIMEZONE for every zone that a time names, over all the time it is used for. */
function zoneLines(appointments: readonly Appointment[]): string[] {
  const uses = Map.groupBy(appointments.flatMap(zoneUses), (use) => use.zone)
  return [...uses].flatMap(([zone, used]) => {
    const first = Math.min(...used.map((use) => use.from))
    const last = Math.max(...used.map((use) => use.from))
    return zone === UTC ? [] : zoneBlock(zone, zone, { from: first - MARGIN, until: Math.max(last + AHEAD, AT_LEAST) })
  })
}

const UTC = ZoneName.parse('UTC')
const MARGIN = 366 * DAY
const AHEAD = 3_653 * DAY
// 2040: a series goes on under today's rules of its zone, however long ago it began.
const AT_LEAST = 2_208_988_800_000

function zoneUses({ series, time, overrides }: Appointment): { zone: ZoneName; from: number }[] {
  const own = series?.zone === undefined ? [] : [{ zone: series.zone, from: instantOf(series.start, series.zone) }]
  const times = [time, ...Object.values(overrides).map((override) => override.time)]
  const single = times.flatMap((one) => (one?.kind === 'timed' ? { zone: one.zone, from: one.startsAt } : []))
  return [...own, ...single]
}

function utcValue(at: Instant): string {
  return `${wallOf(at, UTC).replaceAll(/[-:]/g, '')}Z`
}
