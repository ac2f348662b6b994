import Database from 'better-sqlite3'
import * as Y from 'yjs'
import { parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { project } from '../../src/core/projections/project.ts'
import { instant } from '../../src/core/model/instant.ts'
import { horizonAt } from '../../src/engine/desk/horizon.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import { localDocument } from '../../src/storage/desk/desk-schema.ts'
import { loadUpdates } from '../../src/storage/desk/load-updates.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { dropRows } from '../../src/storage/queries/drop-rows.ts'

const TABLES =
  'workspace member team calendar calendar_owner calendar_share team_share schedule absence event_type booking_link appointment occurrence'.split(
    ' ',
  )

/** Every projected row of a desk's database, in an order of its own. The desk must be closed. */
export function projectedRows(file: string): Record<string, string[]> {
  using db = closing(new Database(file, { readonly: true }))
  const rows = (table: string) =>
    db.value
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => JSON.stringify(row))
      .toSorted()
  return Object.fromEntries(TABLES.map((table) => [table, rows(table)]))
}

/** Drops every projected row and replays the documents (Y3). Returns the rows as they were and as they are. */
export async function replayRows(
  file: string,
  now = Date.now(),
): Promise<{ before: unknown; after: unknown; documents: number }> {
  const before = projectedRows(file)
  await using store = await openSqlite({ file })
  const names: DocumentName[] = store.read.desk
    .select()
    .from(localDocument)
    .all()
    .map((row) => row.name)
  await store.tx(async (tx) => {
    const workspaces = new Set(names.map((name) => parseDocumentName(name)?.workspace))
    for (const workspace of workspaces) if (workspace) await dropRows(tx, workspace)
    for (const name of names) await applyRowChanges(tx, project(name, loaded(tx, name), 'all', horizonAt(instant(now))))
  })
  await store.close()
  return { before, after: projectedRows(file), documents: names.length }
}

function loaded(db: Parameters<typeof loadUpdates>[0], name: DocumentName): Y.Doc {
  const doc = new Y.Doc()
  const { snapshot, updates } = loadUpdates(db, name)
  if (snapshot) Y.applyUpdate(doc, snapshot)
  for (const { data } of updates) Y.applyUpdate(doc, data)
  return doc
}

function closing(db: Database.Database): Disposable & { readonly value: Database.Database } {
  return { value: db, [Symbol.dispose]: () => void db.close() }
}
