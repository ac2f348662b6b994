import type { Appointment } from '../model/appointment.ts'

/**
 * What a calendar file said of an appointment, as 16 hex digits. Kept beside it: a file that says the same again leaves
 * alone what people have written since; one that has changed is followed.
 */
export function importMark(imported: Appointment): string {
  const said = JSON.stringify([
    imported.sequence,
    imported.title,
    imported.description,
    imported.location,
    imported.time,
    imported.series,
    imported.overrides,
    imported.status,
    imported.availability,
    imported.private,
    imported.organizer,
    imported.attendees.map(({ name, email, phone, status }) => [name, email, phone, status]),
    imported.unknownProperties,
  ])
  return `${hash(said, 0x9e3779b9)}${hash(said, 0x85ebca6b)}`
}

// FNV-1a over UTF-16 units with murmur3's finish: nobody gains by a collision here.
function hash(text: string, seed: number): string {
  let state = seed
  for (let at = 0; at < text.length; at++) state = Math.imul(state ^ text.charCodeAt(at), 0x01000193)
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return ((state ^ (state >>> 16)) >>> 0).toString(16).padStart(8, '0')
}
