import { entitiesOf, type RootName, type SharedDocument } from '../document/shared-document.ts'

/** The entities to project anew: those that `touchedEntities` found, or all that the document holds. */
export type Touched = ReadonlyMap<RootName, ReadonlySet<string>> | 'all'

/** Their ids in one root, in order. */
export function touchedIds(doc: SharedDocument, root: RootName, touched: Touched): string[] {
  return [...(touched === 'all' ? entitiesOf(doc, root).keys() : (touched.get(root) ?? []))].sort()
}
