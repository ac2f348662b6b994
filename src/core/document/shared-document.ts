import * as Y from 'yjs'
import { upgrade, type SchemaStep } from './upgrade.ts'

/** One Yjs document of a workspace (model.md): a few root maps, each from entity id to the entity's own map of keys. */
export type SharedDocument = Y.Doc

/** What the keys of `meta` and the roots below mean; raised with every change an older app would misread. */
export const SCHEMA_VERSION = 1
/** From 1 to 2, from 2 to 3 and so on. */
const STEPS: readonly SchemaStep[] = []

export const ROOTS = [
  'workspace',
  'members',
  'teams',
  'calendars',
  'calendar',
  'schedules',
  'absences',
  'eventTypes',
  'links',
  'appointments',
  'profile',
  'busy',
  'verdicts',
  'absenceReasons',
] as const
export type RootName = (typeof ROOTS)[number]

/** Id to entity. Whoever may write the document may have put anything there: read an entity through `entityAt`. */
export function entitiesOf(doc: SharedDocument, root: RootName): Y.Map<unknown> {
  return doc.getMap(root)
}

/** The keys of one entity; undefined where there is none or something else stands in its place. */
export function entityAt(doc: SharedDocument, root: RootName, id: string): Y.Map<unknown> | undefined {
  const found = entitiesOf(doc, root).get(id)
  return found instanceof Y.Map ? found : undefined
}

/** The schema version a document was written under; an empty one, or one with nonsense there, counts as ours. */
export function schemaOf(doc: SharedDocument): number {
  const version = doc.getMap('meta').get('schema')
  return typeof version === 'number' && Number.isSafeInteger(version) ? version : SCHEMA_VERSION
}

/**
 * One named transaction: its update event carries `verb` as origin. The first write stamps the schema version; the first that
 * a newer app makes brings an older document to its own.
 */
export function transact<T>(doc: SharedDocument, verb: string, work: () => T): T {
  return doc.transact(() => {
    upgrade(doc, SCHEMA_VERSION, STEPS)
    return work()
  }, verb)
}
