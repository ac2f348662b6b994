import type * as Y from 'yjs'

/**
 * One step of a document's schema, from a version to the next. It runs within the first change that an app of the newer
 * version makes. Two devices may run it apart, and an older app may have written beside it: it has to give the same when it
 * ran once or twice, in either order, and what reads the newer form has to understand the older one too.
 */
export type SchemaStep = (doc: Y.Doc) => void

/** Brings a document to `version`. `steps`: from 1 to 2, from 2 to 3 and so on. One that is newer is left alone. */
export function upgrade(doc: Y.Doc, version: number, steps: readonly SchemaStep[]): void {
  const meta = doc.getMap('meta')
  const known = meta.get('schema')
  if (typeof known === 'number' && known >= version) return
  const from = typeof known === 'number' && Number.isSafeInteger(known) && known > 0 ? known : version
  for (const step of steps.slice(from - 1, version - 1)) step(doc)
  meta.set('schema', version)
}
