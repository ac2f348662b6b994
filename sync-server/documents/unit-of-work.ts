import * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { CalendarId, CommandId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { lockDocuments, type DocRow } from './document-log.ts'
import type { Grants } from './grants.ts'
import { lengthenTail, type OpenDocument, type OpenDocuments } from './open-document.ts'

/** An entry that becomes durable with the unit. */
export type UnitEntry = {
  readonly document: OpenDocument
  readonly seq: number
  readonly update: Uint8Array
  readonly actor: string
  readonly device: string | undefined
  readonly command: CommandId | undefined
}

export type UnitDeps = {
  readonly documents: OpenDocuments
  /** As this process saw them last. */
  readonly grants: Map<WorkspaceId, Grants>
  readonly now: () => Instant
  /** Right after the commit, in the order of the commits. */
  readonly onCommitted?: ((unit: Pick<Unit, 'entries' | 'rows' | 'tx'>) => void) | undefined
}

type Strength = 'share' | 'update'

/**
 * What one database transaction does to documents. In memory they run ahead of it: nobody is shown anything of it before the
 * commit, and when it fails they are discarded.
 */
export type Unit = {
  readonly tx: PostgresHandle
  readonly deps: UnitDeps
  readonly at: Instant
  readonly locked: Map<DocumentName, { readonly row: DocRow | undefined; readonly strength: Strength }>
  readonly opened: Map<DocumentName, OpenDocument>
  readonly entries: UnitEntry[]
  readonly rows: RowChange[]
  /** Client ids seen for the first time. */
  readonly newOwners: { readonly document: OpenDocument; readonly client: number; readonly owner: string }[]
  /** Calendars that got their first owner. */
  readonly claimed: Map<WorkspaceId, ReadonlyMap<CalendarId, MemberId>>
  /** Workspaces whose grants it changes. */
  readonly regranted: Set<WorkspaceId>
  /** Calendars on which it gives a free-busy share. */
  readonly unveiled: { readonly workspace: WorkspaceId; readonly calendar: CalendarId }[]
}

export function createUnit(tx: PostgresHandle, deps: UnitDeps): Unit {
  return {
    tx,
    deps,
    at: deps.now(),
    locked: new Map(),
    opened: new Map(),
    entries: [],
    rows: [],
    newOwners: [],
    claimed: new Map(),
    regranted: new Set(),
    unveiled: [],
  }
}

/** Takes row locks, in the order of the ids. Two units that lock directories first and the rest at once never cross. */
export async function lockRows(unit: Unit, names: readonly DocumentName[], strength: Strength): Promise<void> {
  const wanted = names.filter((name) => {
    const held = unit.locked.get(name)?.strength
    return held !== strength && held !== 'update'
  })
  const rows = new Map((await lockDocuments(unit.tx, wanted, strength)).map((row) => [row.name, row]))
  for (const name of wanted) unit.locked.set(name, { row: rows.get(name), strength })
}

/** The document at the head of its log, locked for writing. */
export async function openForWriting(unit: Unit, name: DocumentName): Promise<OpenDocument> {
  await lockRows(unit, [name], 'update')
  const known = unit.opened.get(name)
  if (known) return known
  const document = await unit.deps.documents.at(unit.tx, name, unit.locked.get(name)?.row)
  unit.opened.set(name, document)
  return document
}

export function appendEntry(unit: Unit, entry: Omit<UnitEntry, 'seq'>): UnitEntry {
  const { document } = entry
  document.seq += 1
  document.bytes += entry.update.byteLength
  lengthenTail(document, entry.update)
  const appended = { ...entry, seq: document.seq }
  unit.entries.push(appended)
  return appended
}

export function registerClient(unit: Unit, document: OpenDocument, client: number, owner: string): void {
  if (document.owners.has(client)) return
  document.owners.set(client, owner)
  unit.newOwners.push({ document, client, owner })
}

/** Takes back what was applied to a document of the unit and not appended. */
export async function restoreDocument(unit: Unit, document: OpenDocument): Promise<void> {
  const row = unit.locked.get(document.name)?.row
  const doc = await unit.deps.documents.fresh(unit.tx, document.name, row)
  for (const entry of unit.entries) if (entry.document === document) Y.applyUpdate(doc, entry.update)
  document.doc.destroy()
  document.doc = doc
}

/** After a failure: what is in memory is not what the log says. */
export function discardUnit(unit: Unit): void {
  for (const name of unit.opened.keys()) unit.deps.documents.discard(name)
}
