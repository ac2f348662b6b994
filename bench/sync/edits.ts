import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { Appointment } from '../../src/core/model/appointment.ts'
import * as ids from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { calendarOf, memberOf, numbered } from './names.ts'

const HOUR = 3_600_000
const GUEST = { status: 'confirmed', kind: 'booker' }
const START = Date.UTC(2026, 10, 20, 8)
const MARK = '~~~'
const MARK_LENGTH = MARK.length + 12
const CLIENTS = 100_000

/** An appointment of fifteen fields, as a practice writes them; `by`: the member who made it. */
export function madeAppointment(n: number, group: number, by: number): Appointment {
  const startsAt = START + (n % 500) * HOUR
  return Appointment.parse({
    id: numbered(ids.AppointmentId, 3_000_000 + n),
    calendar: calendarOf(group),
    uid: `3f2c7a10-${n}@dayloom`,
    sequence: 0,
    title: `Check-up ${n}`,
    description: 'Second visit, bring the earlier results',
    location: 'Room 4',
    notes: 'asked for a chair',
    time: { kind: 'timed', startsAt, endsAt: startsAt + HOUR, zone: 'Europe/Berlin' },
    overrides: {},
    status: 'pending',
    availability: 'tentative',
    private: true,
    attendees: [{ id: numbered(ids.AttendeeId, n), name: 'Ida Holm', email: 'ida@example.org', ...GUEST }],
    hosts: [memberOf(by)],
    answers: {},
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: START,
    createdBy: memberOf(by),
    changedAt: START,
  })
}

/** One person's edits of one appointment: each moves it, renames it and notes when. Made by hand, since a Y.Doc each is dear. */
export type Edits = {
  /** The appointment itself, to be sent first: it counts as edit 0. */
  readonly birth: Uint8Array
  readonly client: number
  /** The Yjs clock after the last edit made. */
  clock(): number
  next(): Uint8Array
}

/** `index`: of the client among all, told in each edit so that a receiver knows it again. */
export function createEdits(index: number, group: number, first: number): Edits {
  const client = 1_000_000_000 + index * 1_000 + first
  const doc = new Y.Doc()
  doc.clientID = client
  const appointment = madeAppointment(first * CLIENTS + index, group, index)
  writeAppointment(doc, { ...appointment, changedAt: instant(START + 1), title: titleOf(index, 0) })
  const birth = Y.encodeStateAsUpdate(doc)
  let clock = Y.getState(doc.store, client)
  let before = ['time', 'title', 'changedAt'].map((key) => clockOf(doc, appointment.id, key))
  let made = 1
  doc.destroy()

  const next = (): Uint8Array => {
    const startsAt = START + (made % 400) * HOUR
    const values = [
      { kind: 'timed', startsAt, endsAt: startsAt + HOUR, zone: 'Europe/Berlin' },
      titleOf(index, made),
      START + made + 1,
    ]
    const update = encodeEdit({ client, clock, before, values })
    before = before.map((_, n) => clock + n)
    clock += values.length
    made += 1
    return update
  }
  return { birth, client, clock: () => clock, next }
}

function titleOf(index: number, nth: number): string {
  return `Check-up ${MARK}${String(index).padStart(5, '0')}${String(nth).padStart(7, '0')}`
}

function clockOf(doc: Y.Doc, id: string, key: string): number {
  const entity = doc.getMap('appointments').get(id)
  const item = entity instanceof Y.Map ? entity._map.get(key) : undefined
  if (!item) throw new Error(`the appointment has no ${key}`)
  return item.id.clock
}

type Edit = {
  readonly client: number
  readonly clock: number
  readonly before: readonly number[]
  readonly values: readonly encoding.AnyEncodable[]
}

// Yjs V1: three items, each behind the one it replaces, and those as deleted.
function encodeEdit({ client, clock, before, values }: Edit): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, values.length)
  encoding.writeVarUint(encoder, client)
  encoding.writeVarUint(encoder, clock)
  for (const [n, value] of values.entries()) {
    encoding.writeUint8(encoder, CONTENT_ANY | HAS_ORIGIN)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, before[n] ?? 0)
    encoding.writeVarUint(encoder, 1)
    encoding.writeAny(encoder, value)
  }
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarUint(encoder, client)
  const ranges = rangesOf(before)
  encoding.writeVarUint(encoder, ranges.length)
  for (const { from, length } of ranges) {
    encoding.writeVarUint(encoder, from)
    encoding.writeVarUint(encoder, length)
  }
  return encoding.toUint8Array(encoder)
}

function rangesOf(clocks: readonly number[]): { from: number; length: number }[] {
  const ranges: { from: number; length: number }[] = []
  for (const clock of clocks.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1)
    if (last && last.from + last.length === clock) last.length += 1
    else ranges.push({ from: clock, length: 1 })
  }
  return ranges
}

const CONTENT_ANY = 8
const HAS_ORIGIN = 0x80

/** Calls `found` for every edit that a message holds; a server may have merged several. */
export function findEdits(message: Buffer, found: (index: number, nth: number) => void): void {
  for (let at = message.indexOf(MARK); at >= 0; at = message.indexOf(MARK, at + MARK_LENGTH)) {
    const digits = at + MARK.length
    found(numberAt(message, digits, 5), numberAt(message, digits + 5, 7))
  }
}

function numberAt(bytes: Buffer, from: number, digits: number): number {
  let value = 0
  for (let at = from; at < from + digits; at++) value = value * 10 + (bytes[at] ?? 48) - 48
  return value
}
