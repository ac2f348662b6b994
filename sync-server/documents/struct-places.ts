import * as Y from 'yjs'
import { entitiesOf, type RootName } from '../../src/core/document/shared-document.ts'
import type { DocumentShape } from './document-shape.ts'
import type { ScannedStruct, ScannedUpdate, StructId } from './scan-update.ts'

/** Where a struct belongs: an entity under its root, or a key of an entity. `gone`: in what has been collected. */
export type Place =
  | { readonly kind: 'entity'; readonly root: RootName | 'meta'; readonly id: string }
  | { readonly kind: 'key'; readonly root: RootName; readonly id: string; readonly key: string }
  | typeof GONE

const GONE = { kind: 'gone' } as const

/** Undefined: nowhere where anything of ours stands. */
export type Places = {
  readonly ofStruct: (struct: ScannedStruct) => Place | undefined
  readonly ofItem: (item: Y.Item) => Place | undefined
}

type State = {
  readonly doc: Y.Doc
  readonly update: ScannedUpdate
  readonly roots: ReadonlyMap<unknown, RootName | 'meta'>
  readonly names: ReadonlySet<string>
  readonly known: Map<ScannedStruct, Place | undefined>
}

/** Finds the places of what an update brings and of what stands in `doc`. Nothing of either is changed. */
export function structPlaces(doc: Y.Doc, update: ScannedUpdate, { roots }: DocumentShape): Places {
  const types: [unknown, RootName | 'meta'][] = roots.map((root) => [entitiesOf(doc, root), root])
  const state: State = {
    doc,
    update,
    roots: new Map([...types, [doc.getMap('meta'), 'meta']]),
    names: new Set<string>(roots),
    known: new Map(),
  }
  return { ofStruct: (struct) => placeOf(state, struct, 0), ofItem: (item) => placeOfItem(state, item) }
}

// An entity's keys are one level below it; nothing of ours goes deeper.
const DEEPEST = 1

/** Along the origins to the first struct under that key: in a loop, they may be as many as there are structs. */
function placeOf(state: State, struct: ScannedStruct, depth: number): Place | undefined {
  const path: ScannedStruct[] = []
  let place: Place | undefined
  for (let at: ScannedStruct | undefined = struct; at;) {
    if (state.known.has(at)) {
      place = state.known.get(at)
      break
    }
    path.push(at)
    // A ring of origins never ends.
    if (path.length > 100_000) break
    const before: Found | undefined = at.origin && find(state, at.origin)
    if (before instanceof Y.Item || before === 'gone') place = before === 'gone' ? GONE : placeOfItem(state, before)
    else if (!before) place = at.content === 'gc' ? GONE : placeUnder(state, at, depth)
    at = before instanceof Y.Item || before === 'gone' ? undefined : before
  }
  for (const passed of path) state.known.set(passed, place)
  return place
}

function placeUnder(state: State, { parent, key }: ScannedStruct, depth: number): Place | undefined {
  if (parent === undefined || key === undefined) return undefined
  if (typeof parent === 'string') {
    const root = parent === 'meta' ? parent : rootNamed(state, parent)
    return root && { kind: 'entity', root, id: key }
  }
  if (depth >= DEEPEST) return undefined
  const found = find(state, parent)
  if (found === undefined || found === 'gone') return found && GONE
  if (isGone(found)) return GONE
  const place = found instanceof Y.Item ? placeOfItem(state, found) : placeOf(state, found, depth + 1)
  if (place?.kind === 'gone') return place
  return place?.kind === 'entity' && place.root !== 'meta'
    ? { kind: 'key', root: place.root, id: place.id, key }
    : undefined
}

function rootNamed({ roots, names }: State, name: string): RootName | 'meta' | undefined {
  return names.has(name) ? [...roots.values()].find((root) => root === name) : undefined
}

type Found = Y.Item | ScannedStruct | 'gone'

/** What is known stands in the document, whatever the update says of it again. */
function find({ doc, update }: State, { client, clock }: StructId): Found | undefined {
  const structs = doc.store.clients.get(client)
  if (structs && clock < Y.getState(doc.store, client)) {
    const item = structs[Y.findIndexSS(structs, clock)]
    return item instanceof Y.Item ? item : 'gone'
  }
  const found = structAt(update.structs.get(client) ?? [], clock)
  return found?.content === 'gc' ? 'gone' : found
}

function structAt(structs: readonly ScannedStruct[], clock: number): ScannedStruct | undefined {
  let low = 0
  let high = structs.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const struct = structs[middle]
    if (!struct) return undefined
    if (clock < struct.clock) high = middle - 1
    else if (clock >= struct.clock + struct.length) low = middle + 1
    else return struct
  }
  return undefined
}

function isGone(found: Y.Item | ScannedStruct): boolean {
  return found instanceof Y.Item ? found.content instanceof Y.ContentDeleted : found.content === 'deleted'
}

function placeOfItem({ roots }: State, item: Y.Item): Place | undefined {
  const { parent, parentSub } = item
  if (parentSub === null) return undefined
  const root = roots.get(parent)
  if (root !== undefined) return { kind: 'entity', root, id: parentSub }
  const entity = parent !== null && typeof parent === 'object' && '_item' in parent ? parent._item : null
  const above = entity && roots.get(entity.parent)
  if (!entity || entity.parentSub === null || above === undefined || above === null || above === 'meta')
    return undefined
  return { kind: 'key', root: above, id: entity.parentSub, key: parentSub }
}
