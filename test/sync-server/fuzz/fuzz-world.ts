import * as Y from 'yjs'
import { documentName, parseDocumentName, type DocumentName } from '../../../src/core/document/document-name.ts'
import { hasPending } from '../../../src/core/document/has-pending.ts'
import type { CalendarId, DeviceId, MemberId, WorkspaceId } from '../../../src/core/model/ids.ts'
import type { RowChange } from '../../../src/core/projections/rows.ts'
import { unreadable } from '../../../src/core/projections/unreadable.ts'
import { admitPart, ownerKey, type AdmittedPart } from '../../../sync-server/documents/admit-command.ts'
import { applyParts } from '../../../sync-server/documents/apply-parts.ts'
import { rowsOf } from '../../../sync-server/documents/apply-update.ts'
import type { OpenDocument } from '../../../sync-server/documents/open-document.ts'
import { NOON } from '../started-server.ts'

export type FuzzWriter = { readonly workspace: WorkspaceId; readonly member: MemberId; readonly device: DeviceId }
export type FuzzPart = { readonly document: string; readonly epoch: number | undefined; readonly update: Uint8Array }

/** What stands between a message and the documents; a mutant of a test leaves something of it out. */
export type Guard = { readonly admit: typeof admitPart; readonly apply: typeof applyParts }
export const GUARD: Guard = { admit: admitPart, apply: applyParts }

type Kept = {
  readonly open: OpenDocument
  readonly log: Uint8Array[]
  readonly rows: Map<string, string>
  /** Who wrote each client id first, as the test has seen it. */
  readonly writers: Map<number, string>
}

export type FuzzWorld = {
  /** Undefined: accepted; else why not. */
  submit(writer: FuzzWriter, parts: readonly FuzzPart[]): Promise<string | undefined>
  /** Everything there is of these documents, as one text. */
  state(names: readonly string[]): string
  /** What of them is not as it must be. */
  faults(names: readonly string[]): string[]
  documents(): DocumentName[]
  document(name: string): Y.Doc | undefined
}

/** The documents of one workspace, in memory: what the guard does to them, without a database behind it. */
export function createFuzzWorld(guard: Guard, people: readonly MemberId[]): FuzzWorld {
  const documents = new Map<DocumentName, Kept>()
  const faults: string[] = []

  const keptAs = (name: DocumentName): Kept => {
    const kept = documents.get(name) ?? { open: newDocument(name), log: [], rows: new Map(), writers: new Map() }
    documents.set(name, kept)
    return kept
  }
  const restore = async (open: OpenDocument): Promise<void> => {
    open.doc.destroy()
    open.doc = replayed(keptAs(open.name).log)
  }
  const submit: FuzzWorld['submit'] = async (writer, parts) => {
    const names = parts.map(({ document }) => parseDocumentName(document))
    const admitted: AdmittedPart[] = []
    for (const [n, part] of parts.entries()) {
      const ref = names[n]
      if (ref?.workspace !== writer.workspace || ref.kind === 'directory') return 'forbidden'
      const name = documentName(ref)
      if (admitted.some(({ open }) => open.name === name)) return 'invalid'
      const known = documents.get(name)
      const result = guard.admit({ ...part, name, ref }, (known ?? keptAs(name)).open, ownerKey(writer))
      if (!result.ok) return result.reason
      admitted.push(result.value)
    }
    const isMember = (name: string): boolean => people.some((one) => one === name)
    const claims = new Map<CalendarId, MemberId>()
    for (const { part, open } of admitted) {
      if (part.ref.kind === 'calendar' && open.seq === 0) claims.set(part.ref.calendar, writer.member)
    }
    // All calendars are the first person's.
    const ownerOf = (): MemberId | undefined => people[0]
    const applied = await guard.apply(admitted, { at: NOON, writer, claims, isMember, ownerOf }, restore)
    if (!applied.ok) return applied.reason
    for (const one of admitted) append(keptAs(one.open.name), one, ownerKey(writer), faults)
    for (const row of applied.value) putRow(documents, row)
    return undefined
  }
  const known = (names: readonly string[]): Kept[] =>
    [...documents.values()].filter(({ open, log }) => log.length > 0 && names.includes(open.name))
  return {
    submit,
    state: (names) => JSON.stringify(known(names).map(stateOf)),
    faults: (names) => [...faults, ...known(names).flatMap(faultsOf)],
    documents: () => [...documents].flatMap(([name, { log }]) => (log.length > 0 ? [name] : [])),
    document: (name) => [...documents.values()].find(({ open }) => open.name === name)?.open.doc,
  }
}

function newDocument(name: DocumentName): OpenDocument {
  const ref = parseDocumentName(name)
  if (!ref) throw new Error('not a name')
  const tail = { rows: 0, bytes: 0, snapshot: 0 }
  const start = { id: undefined, epoch: 0, seq: 0, bytes: 0, wary: false }
  return { name, ref, doc: new Y.Doc(), tail, owners: new Map(), aged: new Set(), ...start }
}

function replayed(log: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc()
  for (const update of log) Y.applyUpdate(doc, update)
  return doc
}

function append(kept: Kept, { open, part, clients }: AdmittedPart, owner: string, faults: string[]): void {
  for (const client of clients) {
    if (!open.owners.has(client)) open.owners.set(client, owner)
  }
  for (const client of open.doc.store.clients.keys()) {
    const first = kept.writers.get(client) ?? owner
    kept.writers.set(client, first)
  }
  const grown = clients.filter((client) => kept.writers.get(client) !== owner)
  if (grown.length > 0) faults.push(`${owner} wrote under the client id of ${kept.writers.get(grown[0] ?? 0)}`)
  open.seq += 1
  open.bytes += part.update.byteLength
  kept.log.push(part.update)
}

function putRow(documents: ReadonlyMap<DocumentName, Kept>, row: RowChange): void {
  const document =
    'put' in row ? ('document' in row.put ? row.put.document : undefined) : 'document' in row ? row.document : undefined
  const kept = document === undefined ? undefined : documents.get(document)
  if (!kept) return
  const id = 'put' in row ? ('id' in row.put ? row.put.id : '') : 'remove' in row ? row.remove : ''
  if ('put' in row) kept.rows.set(`${row.table} ${id}`, JSON.stringify(row))
  else kept.rows.delete(`${row.table} ${id}`)
}

/** Vector, delete set and content, the roots that are known, whose the client ids are, and the rows. */
function stateOf({ open, log, rows }: Kept): unknown {
  const { name, doc, seq, bytes, owners } = open
  const content = Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1')
  const pending = hasPending(doc)
  return [name, seq, bytes, log.length, [...owners], sortedRows(rows), content, pending]
}

function sortedRows(rows: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1))
}

function faultsOf({ open, log, rows }: Kept): string[] {
  const { name, doc } = open
  const again = replayed(log)
  const all = rowsOf({ ...open, doc: again }, 'all', NOON).flatMap((row): [string, string][] =>
    'put' in row && 'document' in row.put && 'id' in row.put
      ? [[`${row.table} ${row.put.id}`, JSON.stringify(row)]]
      : [],
  )
  const broken = unreadable(name, again).filter((id) => !id.includes('/') && !all.some(([key]) => key.endsWith(id)))
  return [
    ...(hasPending(doc) ? [`${name}: something waits for what never comes`] : []),
    ...(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(again)) ? [] : [`${name}: memory and log differ`]),
    ...(JSON.stringify(sortedRows(rows)) === JSON.stringify(sortedRows(all))
      ? []
      : [`${name}: rows and document differ`]),
    ...broken.map((id) => `${name}: ${id} cannot be read`),
  ]
}
