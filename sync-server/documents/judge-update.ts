import * as Y from 'yjs'
import { entitiesOf, type RootName } from '../../src/core/document/shared-document.ts'
import { LARGEST_COMMAND } from '../../src/core/contract/sync-protocol.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { DocumentShape } from './document-shape.ts'
import { scanUpdate, type ScannedRange, type ScannedStruct, type ScannedUpdate } from './scan-update.ts'
import { keyChains } from './key-chains.ts'
import { structPlaces, type Place, type Places } from './struct-places.ts'

/** One update, at most. */
export const MAX_UPDATE_BYTES = LARGEST_COMMAND
const MOST_NEW_DELETIONS = 20_000
const MOST_WRITERS = 16
/** What one document may hold, and one entity of it. */
const MOST_ENTITIES = 50_000
const MOST_KEYS = 10_000
/** Entities that one update touches, and their keys: each is read again. */
const MOST_TOUCHED = { entities: 1_500, keys: 20_000 }

export type UpdateRefusal = 'malformed' | 'too-large' | 'gap' | 'invalid' | 'forbidden'

/** By root, the entities of which an update writes or deletes something. */
export type TouchedEntities = ReadonlyMap<RootName, ReadonlySet<string>>

export type JudgedUpdate = {
  /** Clients of whose structs the document lacks some: they must belong to the writer. */
  readonly writers: readonly number[]
  /** Clients of whose structs it holds any, known ones too. */
  readonly authors: readonly number[]
  /** Whether it brings anything that the document lacks. */
  readonly news: boolean
  readonly touched: TouchedEntities
}

type Judged<T> = Result<T, UpdateRefusal>

/**
 * Whether `update` (Yjs V1) may be applied to a document of `shape`: it leaves no gap, puts nothing anywhere but under keys of
 * entities, and takes no entity out. Reads both and changes neither. Yjs itself trusts every peer: nothing is applied that
 * was not judged here.
 */
export function judgeUpdate(doc: Y.Doc, update: Uint8Array, shape: DocumentShape): Judged<JudgedUpdate> {
  if (update.byteLength > MAX_UPDATE_BYTES) return refuse('too-large')
  const scanned = scanUpdate(update)
  if (!scanned.ok) return scanned
  const fresh = freshStructs(doc, scanned.value)
  if (!fresh.ok) return fresh
  const places = structPlaces(doc, scanned.value, shape)
  const touched = new Map<RootName, Set<string>>()
  const placed = placeAll(fresh.value.structs, { doc, places, shape, touched })
  if (!placed.ok) return placed
  const deletions = newDeletions(scanned.value.deletions, { doc, places, touched, clock: fresh.value.clock })
  if (!deletions.ok) return deletions
  if (deletions.value > MOST_NEW_DELETIONS || isTooMuch(doc, touched)) return refuse('too-large')
  const writers = [...fresh.value.writers]
  if (writers.length > MOST_WRITERS) return refuse('too-large')
  const authors = [...scanned.value.structs.keys()]
  return ok({ writers, authors, news: writers.length > 0 || deletions.value > 0, touched })
}

type Fresh = {
  readonly structs: readonly ScannedStruct[]
  /** How far each client's clock would come. */
  readonly clock: (client: number) => number
  readonly writers: ReadonlySet<number>
}

/** What the document lacks of it. A hole before a client's structs, or in what they refer to, is a gap. */
function freshStructs(doc: Y.Doc, { structs }: ScannedUpdate): Judged<Fresh> {
  const ends = new Map<number, number>()
  const clock = (client: number): number => ends.get(client) ?? Y.getState(doc.store, client)
  const lacking: ScannedStruct[] = []
  for (const [client, own] of structs) {
    const known = Y.getState(doc.store, client)
    const first = own[0]
    const last = own.at(-1)
    if (!first || !last || last.clock + last.length <= known) continue
    if (first.clock > known) return refuse('gap')
    ends.set(client, last.clock + last.length)
    for (const struct of own) if (struct.clock + struct.length > known) lacking.push(struct)
  }
  const beyond = lacking.some((struct) => refersBeyond(struct, clock))
  return beyond ? refuse('gap') : ok({ structs: lacking, clock, writers: new Set(ends.keys()) })
}

// Yjs takes it for granted that a struct refers to earlier ones of its own client only.
function refersBeyond(
  { client, clock: own, origin, parent }: ScannedStruct,
  clock: (client: number) => number,
): boolean {
  const above = typeof parent === 'string' ? undefined : parent
  return [origin, above].some((to) => to !== undefined && to.clock >= (to.client === client ? own : clock(to.client)))
}

type Standing = {
  readonly doc: Y.Doc
  readonly places: Places
  readonly touched: Map<RootName, Set<string>>
}

function placeAll(
  structs: readonly ScannedStruct[],
  { doc, places, touched, shape }: Standing & { readonly shape: DocumentShape },
): Judged<undefined> {
  const chains = keyChains(doc)
  for (const struct of structs) {
    const place = places.ofStruct(struct)
    if (!place || !mayStand(struct, place, shape)) return refuse('invalid')
    if (place.kind === 'gone') continue
    if (place.kind === 'entity' && place.root !== 'meta' && standsAt(doc, place.root, place.id))
      return refuse('forbidden')
    if (!chains.lengthen(place, struct)) return refuse('too-large')
    touch(touched, place)
  }
  return ok(undefined)
}

function mayStand({ content }: ScannedStruct, place: Place, { mayHold }: DocumentShape): boolean {
  if (content === 'gc' || content === 'deleted' || place.kind === 'gone') return true
  if (place.kind === 'key') return content === 'value'
  return place.root === 'meta' ? place.id === 'schema' && content === 'value' : content === 'map' && mayHold(place.id)
}

/** Another entity in its place would take everything with it that others have written to it. */
function standsAt(doc: Y.Doc, root: RootName, id: string): boolean {
  const standing = entitiesOf(doc, root)._map.get(id)
  return standing !== undefined && !standing.deleted
}

function touch(touched: Map<RootName, Set<string>>, place: Place): void {
  if (place.kind === 'gone' || place.root === 'meta') return
  const ids = touched.get(place.root) ?? new Set()
  touched.set(place.root, ids.add(place.id))
}

type Deleting = Standing & { readonly clock: (client: number) => number }

/** How many clock units that the document still holds are deleted. An entity is marked as deleted, and never taken out. */
function newDeletions(ranges: readonly ScannedRange[], deleting: Deleting): Judged<number> {
  const { doc, places, touched, clock } = deleting
  let count = 0
  for (const { client, clock: start, length } of ranges) {
    if (start + length > clock(client)) return refuse('gap')
    // Written and deleted by one and the same update: new either way.
    count += Math.max(0, start + length - Math.max(start, Y.getState(doc.store, client)))
    for (const item of livingWithin(doc, { client, clock: start, length })) {
      const place = places.ofItem(item)
      if (!place || (place.kind === 'entity' && place.root !== 'meta')) return refuse('forbidden')
      touch(touched, place)
      count += item.length
    }
  }
  return ok(count)
}

function* livingWithin(doc: Y.Doc, { client, clock: start, length }: ScannedRange): Generator<Y.Item> {
  const structs = doc.store.clients.get(client)
  if (!structs || start >= Y.getState(doc.store, client)) return
  for (let index = Y.findIndexSS(structs, start); index < structs.length; index++) {
    const struct = structs[index]
    if (!struct || struct.id.clock >= start + length) return
    if (struct instanceof Y.Item && !struct.deleted) yield struct
  }
}

function isTooMuch(doc: Y.Doc, touched: TouchedEntities): boolean {
  let keys = 0
  const count = [...touched.values()].reduce((sum, ids) => sum + ids.size, 0)
  if (count > MOST_TOUCHED.entities) return true
  for (const [root, ids] of touched) {
    const entities = entitiesOf(doc, root)
    if (entities._map.size + ids.size > MOST_ENTITIES) return true
    for (const id of ids) {
      const entity = entities.get(id)
      const own = entity instanceof Y.Map ? entity._map.size : 0
      if (own > MOST_KEYS) return true
      keys += own
    }
  }
  return keys > MOST_TOUCHED.keys
}
