import type { Appointment, Override, Series } from '../model/appointment.ts'
import { shiftedOriginal } from './series-frame.ts'

type Key = readonly [key: string, value: unknown]

/**
 * An appointment as the keys it is kept under (model.md, Merging), its status apart. What is absent, empty or as usual
 * has no key. What belongs to one occurrence lies under its original start before `shift` (see series-frame.ts).
 */
export function appointmentKeys(appointment: Appointment, shift: number): Key[] {
  const { series } = appointment
  return [
    ['base', baseOf(appointment)],
    ...ownKeys(appointment),
    ['recurrence', series === undefined ? undefined : recurrenceOf(series, shift)],
    ...(series?.exdates ?? []).flatMap((original) => occurrenceKey('exdate', original, shift, true)),
    ...Object.entries(appointment.overrides).flatMap(([original, own]) => overrideKeys(original, own, shift)),
    ...appointment.attendees.map(({ id, ...attendee }): Key => [`attendee:${id}`, attendee]),
    ...appointment.hosts.map((host): Key => [`host:${host}`, true]),
    ...Object.entries(appointment.answers).map(([question, answer]): Key => [`answer:${question}`, answer]),
    ...earlierKeys(appointment),
  ]
}

/** What is settled when an appointment is made. */
function baseOf({ uid, source, createdAt, createdBy, eventType, bookingId, buffers }: Appointment): unknown {
  return { uid, source, createdAt, createdBy, eventType, bookingId, buffers }
}

function ownKeys(appointment: Appointment): Key[] {
  const { time, title, description, location, notes, organizer, cancellation, deletedAt } = appointment
  return [
    ['time', time],
    ['title', title || undefined],
    ['description', description || undefined],
    ['location', location || undefined],
    ['notes', notes || undefined],
    ['organizer', organizer],
    ['availability', appointment.availability === 'busy' ? undefined : appointment.availability],
    ['private', appointment.private || undefined],
    ['sequence', appointment.sequence || undefined],
    ['cancellation', cancellation],
    ['promised', appointment.promised],
    ['checkIn', appointment.checkIn],
    ['proposal', appointment.proposal],
    ['unknownProperties', appointment.unknownProperties.length === 0 ? undefined : appointment.unknownProperties],
    ['changedAt', appointment.changedAt === appointment.createdAt ? undefined : appointment.changedAt],
    ['deletedAt', deletedAt],
  ]
}

// Without the exdates: two people who take out different occurrences both succeed.
function recurrenceOf({ start, allDay, zone, length, rules, rdates }: Series, shift: number): unknown {
  return { start, allDay, zone, length, rules, rdates, shift: shift || undefined }
}

// Each field of an occurrence has a key of its own: whoever renames it does not undo that somebody else cancels it.
function overrideKeys(original: string, own: Override, shift: number): Key[] {
  const { time, ...rest } = own
  return [
    ...(time === undefined
      ? []
      : occurrenceKey('override', original, shift, { time, shift: shift || undefined }, 'time')),
    ...Object.entries(rest).flatMap(([field, value]) => occurrenceKey('override', original, shift, value, field)),
  ]
}

function occurrenceKey(prefix: string, original: string, shift: number, value: unknown, field?: string): Key[] {
  const kept = shiftedOriginal(original, -shift)
  if (kept === undefined) return []
  return [[field === undefined ? `${prefix}:${kept}` : `${prefix}:${kept}/${field}`, value]]
}

// Under moment and author, so that two moves made apart are both remembered; a number tells the rest apart.
function earlierKeys({ earlierTimes }: Appointment): Key[] {
  const seen = new Map<string, number>()
  return earlierTimes.map((earlier): Key => {
    const key = `earlier:${earlier.at}/${earlier.by}`
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return [count === 0 ? key : `${key}/${count}`, earlier]
  })
}
