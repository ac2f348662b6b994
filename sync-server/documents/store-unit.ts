import type { DocumentName } from '../../src/core/document/document-name.ts'
import { arrayText, runNamed } from '../../src/storage/named-statement.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { clientOwner, doc, docEpoch } from '../database/schema.ts'
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
    await appendEntries(unit, written)
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

// Compare-and-append: under the row locks every head still stands where this unit's first entry went on from.
const APPEND = {
  name: 'append_entries',
  text: `with raised as (
      update doc set head = v.head, bytes = v.bytes
      from unnest($1::text::bigint[], $2::text::bigint[], $3::text::bigint[], $4::text::bigint[])
        as v(id, before, head, bytes)
      where doc.id = v.id and doc.head = v.before returning doc.id),
    kept as (
      insert into doc_update (doc, seq, actor, device, command, data, at)
      select e.doc, e.seq, e.actor, e.device, e.command, decode(e.data, 'base64'), $5::text::bigint
      from unnest($6::text::bigint[], $7::text::bigint[], $8::text::text[], $9::text::text[], $10::text::text[],
        $11::text::text[]) as e(doc, seq, actor, device, command, data))
    select count(*)::int as raised from raised`,
}

async function appendEntries({ tx, locked, entries, at }: Unit, written: readonly OpenDocument[]): Promise<void> {
  const [answer] = await runNamed<{ raised: number }>(tx, APPEND, [
    arrayText(written.map(idOf)),
    arrayText(written.map(({ name }) => locked.get(name)?.row?.head ?? 0)),
    arrayText(written.map(({ seq }) => seq)),
    arrayText(written.map(({ bytes }) => bytes)),
    `${at}`,
    arrayText(entries.map(({ document }) => idOf(document))),
    arrayText(entries.map(({ seq }) => seq)),
    arrayText(entries.map(({ actor }) => actor)),
    arrayText(entries.map(({ device }) => device)),
    arrayText(entries.map(({ command }) => command)),
    arrayText(entries.map(({ update }) => base64(update))),
  ])
  if (answer?.raised !== written.length) throw new StorageError('conflict', { code: '40001' })
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
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
