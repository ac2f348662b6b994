import type * as Y from 'yjs'
import { ROOTS, type RootName } from './shared-document.ts'

type SharedType = Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>

/** Which entities a transaction touched, by root and id: what `project` needs to renew their rows alone. */
export function touchedEntities(transaction: Y.Transaction): Map<RootName, Set<string>> {
  const roots = new Map<unknown, RootName>(ROOTS.map((root) => [transaction.doc.share.get(root), root]))
  roots.delete(undefined)
  const touched = new Map<RootName, Set<string>>()
  for (const [type, keys] of transaction.changed) {
    const place = placeOf(type, keys)
    const root = roots.get(place.root)
    if (root !== undefined) touched.set(root, new Set([...(touched.get(root) ?? []), ...place.ids]))
  }
  return touched
}

// A change below an entity, however deep, counts for the entity: its id is the key under which the root holds it.
function placeOf(changed: SharedType, keys: ReadonlySet<string | null>): { root: unknown; ids: Set<string> } {
  let type: unknown = changed
  let ids = new Set([...keys].filter((key) => key !== null))
  let item = changed._item
  while (item !== null) {
    ids = new Set(item.parentSub === null ? [] : [item.parentSub])
    type = item.parent
    item = parentItem(item)
  }
  return { root: type, ids }
}

function parentItem(item: Y.Item): Y.Item | null {
  const parent = item.parent
  return parent !== null && typeof parent === 'object' && '_item' in parent ? parent._item : null
}
