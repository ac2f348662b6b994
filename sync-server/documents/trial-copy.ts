import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { entitiesOf } from '../../src/core/document/shared-document.ts'
import type { TouchedEntities } from './judge-update.ts'

/**
 * A document like `doc` in which the `touched` entities stand whole and everything else is collected: an update that touches
 * nothing beyond them does to it what it would do to `doc`, for a cost that hangs on them alone. `authors`: clients of which
 * the update holds anything: what is known of them must be known to the copy. Let go of it with `destroy`.
 */
export function trialCopy(doc: Y.Doc, touched: TouchedEntities, authors: readonly number[]): Y.Doc {
  const kept = keptItems(doc, touched)
  const copy = new Y.Doc()
  for (const root of touched.keys()) entitiesOf(copy, root)
  copy.getMap('meta')
  const clients = new Set([...kept.keys(), ...authors.filter((client) => Y.getState(doc.store, client) > 0)])
  if (clients.size > 0) Y.applyUpdate(copy, encoded(doc, clients, kept))
  return copy
}

type Kept = ReadonlyMap<number, readonly Y.Item[]>

function keptItems(doc: Y.Doc, touched: TouchedEntities): Kept {
  const kept = new Map<number, Y.Item[]>()
  const keepAll = (map: Y.Map<unknown>): void => {
    for (const last of map._map.values()) keep(kept, last)
  }
  keepAll(doc.getMap('meta'))
  for (const [root, ids] of touched) {
    const entities = entitiesOf(doc, root)
    for (const id of ids) {
      const last = entities._map.get(id)
      if (last) keep(kept, last)
      const entity = entities.get(id)
      if (entity instanceof Y.Map) keepAll(entity)
    }
  }
  for (const items of kept.values()) items.sort((a, b) => a.id.clock - b.id.clock)
  return kept
}

/** With all that stood under its key before: what comes is placed among them. */
function keep(kept: Map<number, Y.Item[]>, last: Y.Item): void {
  for (let item: Y.Item | null = last; item; item = item.left) {
    const own = kept.get(item.id.client)
    if (own) own.push(item)
    else kept.set(item.id.client, [item])
  }
}

function encoded(doc: Y.Doc, clients: ReadonlySet<number>, kept: Kept): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, clients.size)
  for (const client of clients) {
    const structs = withFillers(doc, client, kept.get(client) ?? [])
    encoding.writeVarUint(encoder.restEncoder, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, 0)
    for (const struct of structs) struct.write(encoder, 0)
  }
  writeDeletions(encoder, kept)
  return encoder.toUint8Array()
}

function withFillers(doc: Y.Doc, client: number, items: readonly Y.Item[]): (Y.Item | Y.GC)[] {
  const structs: (Y.Item | Y.GC)[] = []
  let clock = 0
  const fill = (until: number): void => {
    if (until > clock) structs.push(new Y.GC(Y.createID(client, clock), until - clock))
  }
  for (const item of items) {
    fill(item.id.clock)
    structs.push(item)
    clock = item.id.clock + item.length
  }
  fill(Y.getState(doc.store, client))
  return structs
}

/** What is deleted and not collected yet: an overwritten value is, as soon as the next one stands. */
function writeDeletions(encoder: Y.UpdateEncoderV1, kept: Kept): void {
  const gone = [...kept].map(([client, items]) => ({ client, items: items.filter((item) => item.deleted) }))
  const some = gone.filter(({ items }) => items.length > 0)
  encoding.writeVarUint(encoder.restEncoder, some.length)
  for (const { client, items } of some) {
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, items.length)
    for (const { id, length } of items) {
      encoder.writeDsClock(id.clock)
      encoder.writeDsLen(length)
    }
  }
}
