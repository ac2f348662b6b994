import * as Y from 'yjs'
import { parseDocumentName } from '../../../src/core/document/document-name.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { entitiesOf, entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { instant } from '../../../src/core/model/instant.ts'
import type { Random } from '../../sync/seeded-random.ts'
import type { FuzzPart } from './fuzz-world.ts'

/** What people and their enemies might write next, each on its own: updates that stand on what the document holds. */
export function freshEdits(name: string, standing: Y.Doc, members: readonly string[], random: Random): FuzzPart[] {
  const ref = parseDocumentName(name)
  if (ref?.kind !== 'entries') return []
  const known = readAppointments(standing, ref.calendar).valid
  return known.flatMap((one) =>
    WAYS.map((way): FuzzPart => {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, Y.encodeStateAsUpdate(standing))
      // Every second one goes on where somebody else's client id stands.
      const taken = [...standing.store.clients.keys()]
      doc.clientID = (random.chance(50) ? random.pick(taken) : undefined) ?? 1_000 + random.below(2 ** 31)
      const updates: Uint8Array[] = []
      doc.on('update', (update: Uint8Array) => updates.push(update))
      const by = random.pick(members) ?? ''
      doc.transact(() => way(doc, one, by))
      doc.destroy()
      return { document: name, epoch: 0, update: updates[0] ?? Uint8Array.of(0, 0) }
    }),
  )
}

type Known = ReturnType<typeof readAppointments>['valid'][number]
type Way = (doc: Y.Doc, known: Known, by: string) => void

const WAYS: readonly Way[] = [
  (doc, known) => writeAppointment(doc, { ...known, title: `${known.title} again`, notes: 'more' }),
  (doc, known, by) =>
    writeAppointment(
      doc,
      { ...known, status: 'cancelled', cancellation: { by, at: instant(known.changedAt + 5), reason: 'no' } },
      { by },
    ),
  (doc, known, by) => {
    const time = known.time ?? { kind: 'floating' as const, start: '2026-12-01T10:00:00', end: '2026-12-01T11:00:00' }
    const earlier = { time, by, at: instant(known.changedAt + 1) }
    entityAt(doc, 'appointments', known.id)?.set(`earlier:${earlier.at}/${by}`, earlier)
  },
  (doc, known) => writeAppointment(doc, { ...known, deletedAt: instant(known.changedAt + 9) }),
  (doc, known) => entityAt(doc, 'appointments', known.id)?.delete('title'),
  // None of these is ever honest.
  (doc, known, by) => entityAt(doc, 'appointments', known.id)?.set('base', { uid: known.uid, createdBy: by }),
  (doc, known) => entitiesOf(doc, 'appointments').delete(known.id),
  (doc, known) => entitiesOf(doc, 'appointments').set(known.id, new Y.Map([['title', 'mine']])),
  (doc, known) => entityAt(doc, 'appointments', known.id)?.set(`movedTo:${known.id}`, 'nowhere'),
  (doc, known) => entityAt(doc, 'appointments', known.id)?.delete('time'),
  (doc) => doc.getMap('meta').set('schema', 9),
]
