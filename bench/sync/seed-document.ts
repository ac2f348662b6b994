import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { madeAppointment } from './edits.ts'
import { openRawSocket } from './raw-socket.ts'
import { until } from './until.ts'
import { WIRES, type Seat, type WireName } from './wires.ts'

export type SeedOrder = {
  readonly wire: WireName
  readonly port: number
  /** Each of one document. */
  readonly seats: readonly Seat[]
  readonly group: number
  /** The member who writes. */
  readonly by: number
  readonly entities: number
}

const CHUNK = 500

/** Writes the same entities into every document, 500 at a time, and waits until the server has answered or had time to. */
export async function seedDocument({
  wire: name,
  port,
  seats,
  group,
  by,
  entities,
}: SeedOrder): Promise<{ bytes: number }> {
  const wire = WIRES[name]
  const chunks = chunksOf(entities, group, by)
  for (const seat of seats) {
    const joined = Promise.withResolvers<void>()
    let kept = 0
    const socket = await openRawSocket({
      port,
      path: wire.path(seat),
      protocols: wire.protocols(seat),
      onMessage: (message) => wire.read(message, { joined: joined.resolve, kept: () => void (kept += 1) }),
      onEnd: joined.resolve,
    })
    for (const greeting of wire.greetings(seat)) socket.send(greeting)
    await joined.promise
    for (const [n, chunk] of chunks.entries()) {
      socket.send(wire.write(seat.documents[0] ?? '', chunk))
      if (wire.many) await until(() => kept > n, 'that a chunk is kept')
      else await sleep(20)
    }
    // A server that says nothing may still be at it.
    await sleep(wire.many ? 50 : 500)
    socket.end()
  }
  return { bytes: chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0) }
}

function chunksOf(entities: number, group: number, by: number): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => void updates.push(update))
  const chunks: Uint8Array[] = []
  for (let from = 0; from < entities; from += CHUNK) {
    for (let n = from; n < Math.min(entities, from + CHUNK); n++) writeAppointment(doc, madeAppointment(n, group, by))
    chunks.push(Y.mergeUpdates(updates.splice(0)))
  }
  doc.destroy()
  return chunks
}
