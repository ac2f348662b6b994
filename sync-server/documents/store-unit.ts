import { sql } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { clientOwner, doc, docEpoch, docUpdate } from '../database/schema.ts'
import type { OpenDocument } from './open-document.ts'
import { storeRows } from './store-rows.ts'
import { takeAddresses } from './take-addresses.ts'
import type { Unit } from './unit-of-work.ts'

/** Writes everything a unit gathered into its transaction. It becomes visible, and durable, with the commit alone. */
export async function storeUnit(unit: Unit): Promise<void> {
  await storeRows(unit)
  await takeAddresses(unit)
  const written = [...new Set(unit.entries.map((entry) => entry.document))]
  if (written.length > 0) {
    await bearDocuments(
      unit,
      written.filter((document) => document.id === undefined),
    )
    await storeEntries(unit)
    await raiseHeads(unit, written)
  }
  await storeOwners(unit)
}

async function bearDocuments(unit: Unit, born: readonly OpenDocument[]): Promise<void> {
  if (born.length === 0) return
  const values = born.map(({ name, ref, epoch }) => ({ name, workspace: ref.workspace, epoch }))
  const rows = await unit.tx.insert(doc).values(values).onConflictDoNothing().returning({ id: doc.id, name: doc.name })
  const ids = new Map<DocumentName, number>(rows.map((row) => [row.name, row.id]))
  for (const document of born) {
    const id = ids.get(document.name)
    // Another process bore it a moment ago: judge again, on what it holds.
    if (id === undefined) throw new StorageError('conflict', { code: '40001' })
    document.id = id
  }
  // A device that knows one of the same name from before a restored backup is told that nothing of it is here.
  const restored = born.filter(({ epoch }) => epoch > 0)
  if (restored.length === 0) return
  await unit.tx
    .insert(docEpoch)
    .values(restored.map((document) => ({ doc: idOf(document), epoch: document.epoch, fromSeq: 0 })))
}

async function storeEntries(unit: Unit): Promise<void> {
  const values = unit.entries.map((entry) => ({
    doc: idOf(entry.document),
    seq: entry.seq,
    actor: entry.actor,
    device: entry.device ?? null,
    command: entry.command ?? null,
    data: entry.update,
    at: unit.at,
  }))
  await unit.tx.insert(docUpdate).values(values)
}

/** Compare-and-append: under the row locks every head still stands where this unit's first entry went on from. */
async function raiseHeads(unit: Unit, written: readonly OpenDocument[]): Promise<void> {
  const heads = written.map((document) => {
    const before = unit.locked.get(document.name)?.row?.head ?? 0
    return sql`(${idOf(document)}::bigint, ${before}::bigint, ${document.seq}::bigint, ${document.bytes}::bigint)`
  })
  const raised = await unit.tx.execute(
    sql`update ${doc} set head = v.head, bytes = v.bytes
        from (values ${sql.join(heads, sql`, `)}) as v(id, before, head, bytes)
        where ${doc.id} = v.id and ${doc.head} = v.before returning ${doc.id}`,
  )
  if (raised.rows.length !== written.length) throw new StorageError('conflict', { code: '40001' })
}

async function storeOwners(unit: Unit): Promise<void> {
  if (unit.newOwners.length === 0) return
  const values = unit.newOwners.map(({ document, client, owner }) => ({
    doc: idOf(document),
    client,
    device: owner,
    epoch: document.epoch,
  }))
  await unit.tx.insert(clientOwner).values(values)
}

function idOf(document: OpenDocument): number {
  if (document.id === undefined) throw new Error('a document without entries has no row')
  return document.id
}
