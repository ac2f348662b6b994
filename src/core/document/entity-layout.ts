import * as Y from 'yjs'
import type { z } from 'zod'
import { entityView, type EntityView } from './entity-view.ts'
import { plainValue, sameValue } from './plain-value.ts'
import { entitiesOf, entityAt, transact, type RootName, type SharedDocument } from './shared-document.ts'

/** How one kind of entity lies in a document: a map of keys that merge on their own, each holding a plain value. */
export type EntityLayout<T extends { readonly id: string }> = {
  readonly root: RootName
  readonly schema: z.ZodType<T>
  /** What stands under which key; undefined: no such key. */
  keysOf(value: T): Iterable<readonly [key: string, value: unknown]>
  /** The way back, unparsed. */
  candidate(id: string, view: EntityView): Readonly<Record<string, unknown>>
}

/** `invalid`: ids of entities that do not parse, and `id/key` of single items that do not. */
export type ReadEntities<T> = { readonly valid: T[]; readonly invalid: string[] }

/** Every entity of a document, by id. A peer may have written anything: what does not parse is set aside, never thrown on. */
export function readEntities<T extends { readonly id: string }>(
  doc: SharedDocument,
  layout: EntityLayout<T>,
): ReadEntities<T> {
  const read = [...entitiesOf(doc, layout.root).keys()].sort().map((id) => parseEntity(doc, layout, id))
  return { valid: read.flatMap((one) => one.valid), invalid: read.flatMap((one) => one.invalid) }
}

/** Undefined where there is none, or none that parses. */
export function readEntity<T extends { readonly id: string }>(
  doc: SharedDocument,
  layout: EntityLayout<T>,
  id: string,
): T | undefined {
  return parseEntity(doc, layout, id).valid[0]
}

function parseEntity<T extends { readonly id: string }>(
  doc: SharedDocument,
  layout: EntityLayout<T>,
  id: string,
): ReadEntities<T> {
  const entity = entityAt(doc, layout.root, id)
  if (entity === undefined) return { valid: [], invalid: entitiesOf(doc, layout.root).has(id) ? [id] : [] }
  const view = entityView(entity)
  const parsed = layout.schema.safeParse(present(layout.candidate(id, view)))
  if (!parsed.success) return { valid: [], invalid: [id] }
  return { valid: [parsed.data], invalid: view.setAside.map((key) => `${id}/${key}`) }
}

// Absent is absent: a member that is there and undefined would make two readings of one content differ.
function present(candidate: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(Object.entries(candidate).filter(([, value]) => value !== undefined))
}

/** Writes the keys that differ and no others: an overwrite of an equal one would undo what somebody else does meanwhile. */
export function writeEntity<T extends { readonly id: string }>(
  doc: SharedDocument,
  layout: EntityLayout<T>,
  value: T,
): void {
  const after = plainKeys(layout.keysOf(value))
  const before = standingKeys(doc, layout, value.id, after)
  transact(doc, `write-${layout.root}`, () => writeKeys(doc, layout.root, value.id, { before, after }))
}

/** Keys with a value, in their stored form. */
export function plainKeys(keys: Iterable<readonly [string, unknown]>): Map<string, unknown> {
  return new Map([...keys].filter(([, value]) => value !== undefined).map(([key, value]) => [key, plainValue(value)]))
}

/** What of an entity stands there now, as this app reads it; of one that does not parse, the keys that `after` names. */
export function standingKeys<T extends { readonly id: string }>(
  doc: SharedDocument,
  layout: EntityLayout<T>,
  id: string,
  after: ReadonlyMap<string, unknown>,
): Map<string, unknown> {
  const current = readEntity(doc, layout, id)
  if (current !== undefined) return plainKeys(layout.keysOf(current))
  const entity = entityAt(doc, layout.root, id)
  return new Map([...after.keys()].map((key) => [key, entity?.get(key)]))
}

export type KeyChange = { readonly before: ReadonlyMap<string, unknown>; readonly after: ReadonlyMap<string, unknown> }

/** Brings one entity from `before` to `after`; keys of neither are left alone, a newer app may know them. */
export function writeKeys(doc: SharedDocument, root: RootName, id: string, { before, after }: KeyChange): void {
  const entity = entityAt(doc, root, id)
  if (entity === undefined) {
    entitiesOf(doc, root).set(id, new Y.Map(after))
    return
  }
  for (const [key, value] of after) if (!sameValue(before.get(key), value)) entity.set(key, value)
  for (const key of before.keys()) if (!after.has(key)) entity.delete(key)
}
