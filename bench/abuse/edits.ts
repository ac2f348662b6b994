import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { Appointment, type Appointment as Entry } from '../../src/core/model/appointment.ts'
import { AppointmentId, CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { numbered } from './numbered.ts'

const GROUP = 4
const START = Date.UTC(2026, 10, 23, 9)

export function documentOf(person: number, part = '2026-q4'): DocumentName {
  const calendar = numbered(CalendarId, Math.floor(person / GROUP) + 1)
  return documentName({ kind: 'entries', workspace: numbered(WorkspaceId, 1), calendar, part })
}

export function entryOf(person: number, own: Partial<Entry> = {}): Entry {
  const id = AppointmentId.parse(randomUUID())
  const time = { kind: 'timed', startsAt: START, endsAt: START + 3_600_000, zone: 'Europe/Berlin' }
  return Appointment.parse({
    id,
    calendar: numbered(CalendarId, Math.floor(person / GROUP) + 1),
    uid: id,
    sequence: 0,
    title: 'Visit',
    description: '',
    location: '',
    notes: '',
    ...(own.series ? {} : { time }),
    overrides: {},
    status: 'confirmed',
    availability: 'busy',
    private: false,
    attendees: [],
    hosts: [],
    answers: {},
    source: 'desk',
    earlierTimes: [],
    unknownProperties: [],
    createdAt: START,
    createdBy: numbered(MemberId, person + 1),
    changedAt: START,
    ...own,
  })
}

/** A copy of a document: what is written to it comes out as one update. */
export function createCopy(): (work: (doc: Y.Doc) => void) => Uint8Array {
  const doc = new Y.Doc()
  let update: Uint8Array = new Uint8Array()
  doc.on('update', (bytes: Uint8Array) => (update = bytes))
  return (work) => {
    doc.transact(() => work(doc))
    return update
  }
}

export function writes(entries: readonly Entry[]): (doc: Y.Doc) => void {
  return (doc) => {
    for (const entry of entries) writeAppointment(doc, entry)
  }
}
