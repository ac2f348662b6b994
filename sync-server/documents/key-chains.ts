import * as Y from 'yjs'
import { entitiesOf } from '../../src/core/document/shared-document.ts'
import type { ScannedStruct } from './scan-update.ts'
import type { Place } from './struct-places.ts'

/** Steps that merging one update may take along values that were overwritten. */
const MOST_STEPS = 500_000

type Chain = {
  /** Of what stood before; undefined: not counted, since nothing asked. */
  standing: number | undefined
  added: number
  last: { readonly client: number; readonly clock: number } | undefined
}
type Keyed = Exclude<Place, { kind: 'gone' }>

/**
 * What each key has held stays in a chain. A value that goes on from the last one costs Yjs nothing; for any other one it
 * walks along the whole chain, so that a few bytes each, written apart from one another, would keep it busy for minutes.
 */
export function keyChains(doc: Y.Doc): { lengthen(place: Keyed, struct: ScannedStruct): boolean } {
  const chains = new Map<string, Chain>()
  let steps = 0
  return {
    lengthen: (place, struct) => {
      const name = place.kind === 'key' ? `${place.root} ${place.id} ${place.key}` : `${place.root} ${place.id}`
      const chain = chains.get(name) ?? { standing: undefined, added: 0, last: lastAt(doc, place)?.lastId }
      chains.set(name, chain)
      const { origin } = struct
      const goesOn = origin !== undefined && origin.client === chain.last?.client && origin.clock === chain.last.clock
      if (!goesOn) {
        chain.standing ??= lengthAt(doc, place)
        steps += chain.standing + chain.added
      }
      chain.added += 1
      chain.last = { client: struct.client, clock: struct.clock + struct.length - 1 }
      return steps <= MOST_STEPS
    },
  }
}

function lengthAt(doc: Y.Doc, place: Keyed): number {
  let length = 0
  for (let item: Y.Item | null = lastAt(doc, place) ?? null; item && length <= MOST_STEPS; item = item.left) length += 1
  return length
}

function lastAt(doc: Y.Doc, place: Keyed): Y.Item | undefined {
  if (place.root === 'meta') return doc.getMap('meta')._map.get(place.id)
  const entities = entitiesOf(doc, place.root)
  if (place.kind === 'entity') return entities._map.get(place.id)
  const entity = entities.get(place.id)
  return entity instanceof Y.Map ? entity._map.get(place.key) : undefined
}
