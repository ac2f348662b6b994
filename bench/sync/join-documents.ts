import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { openRawSocket } from './raw-socket.ts'
import { WIRES, type Seat, type WireName } from './wires.ts'

export type JoinOrder = {
  readonly wire: WireName
  readonly port: number
  readonly seats: readonly Seat[]
  /** Joined when so many entities are there in each document; undefined: when nothing more comes for two seconds. */
  readonly entities: number | undefined
  readonly documents: number
}

export type Joined = {
  /** Until the last document was whole; undefined: some were not within the time. */
  readonly ms: number | undefined
  /** How many were whole by then. */
  readonly whole: number
  readonly bytes: number
  /** By document and client id, how far its clock came. */
  readonly clocks: Readonly<Record<string, Readonly<Record<string, number>>>>
}

type Arrival = { readonly at: number; readonly document: string; readonly update: Uint8Array }

const WITHIN_MS = 90_000
const QUIET_MS = 2_000

/**
 * Joins with nothing in hand, and stays. What came is looked at afterwards, so that the time is the server's.
 */
export async function joinDocuments(order: JoinOrder): Promise<Joined> {
  const wire = WIRES[order.wire]
  const frames: { at: number; seat: Seat; message: Buffer }[] = []
  let last = performance.now()
  let bytes = 0
  const began = performance.now()
  await Promise.all(
    order.seats.map(async (seat) => {
      const socket = await openRawSocket({
        port: order.port,
        path: wire.path(seat),
        protocols: wire.protocols(seat),
        onMessage: (message) => {
          last = performance.now()
          bytes += message.byteLength
          frames.push({ at: last - began, seat, message: Buffer.from(message) })
        },
        onEnd: () => undefined,
      })
      for (const greeting of wire.greetings(seat)) socket.send(greeting)
    }),
  )
  const enough = (order.entities ?? Infinity) * order.documents * LEAST_BYTES
  const isQuiet = (): boolean => performance.now() - last > QUIET_MS
  const isOver = (): boolean => isQuiet() && (order.entities === undefined || bytes >= enough)
  while (performance.now() - began < WITHIN_MS && !isOver()) await sleep(20)
  const arrivals = frames.flatMap(({ at, seat, message }) =>
    wire.updates(message).map(({ document = seat.documents[0] ?? '', update }): Arrival => ({ at, document, update })),
  )
  return { ...timesOf(arrivals, order), bytes }
}

/** An entity of ours takes four times as much. */
const LEAST_BYTES = 100

function timesOf(arrivals: readonly Arrival[], { entities, documents }: JoinOrder): Omit<Joined, 'bytes'> {
  const clocks: Record<string, Record<string, number>> = {}
  const whole: number[] = []
  let size: number | undefined
  for (const [document, own] of Map.groupBy(arrivals, (arrival) => arrival.document)) {
    if (size !== undefined && entities !== undefined) {
      // The first was looked into; all others are alike.
      const at = arrivalOf(own, size)
      if (at !== undefined) whole.push(at)
      continue
    }
    const doc = new Y.Doc()
    let at: number | undefined
    let taken = 0
    for (const arrival of own) {
      Y.applyUpdate(doc, arrival.update)
      taken += arrival.update.byteLength
      if (at === undefined && doc.getMap('appointments').size >= (entities ?? Infinity)) {
        at = arrival.at
        size = taken * 0.9
      }
    }
    if (at !== undefined) whole.push(at)
    if (entities === undefined) clocks[document] = clocksOf(doc)
    doc.destroy()
  }
  const isWhole = whole.length === documents
  return { ms: isWhole ? Math.round(Math.max(...whole)) : undefined, whole: whole.length, clocks }
}

function arrivalOf(own: readonly Arrival[], size: number): number | undefined {
  let taken = 0
  return own.find(({ update }) => (taken += update.byteLength) >= size)?.at
}

function clocksOf(doc: Y.Doc): Record<string, number> {
  const vector = Y.decodeStateVector(Y.encodeStateVector(doc))
  return Object.fromEntries([...vector].map(([client, clock]) => [`${client}`, clock]))
}
