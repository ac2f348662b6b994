import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { readAppointments } from '../../src/core/document/read-appointments.ts'
import { CalendarId } from '../../src/core/model/ids.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { documentRow } from '../../sync-server/documents/document-log.ts'
import { createOpenDocuments } from '../../sync-server/documents/open-document.ts'
import { entriesDocument, id } from '../support/rows.ts'
import { startProcess } from '../support/started-process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const NAME = entriesDocument(1)
/** A snapshot that replaces another one takes seven statements. */
const STATEMENTS = 8

async function killed(folder: string, first: number, dieAt: number, fault = ''): Promise<void> {
  const args = [folder, `${first}`, `${dieAt}`, fault]
  const child = await startProcess('test/reliability/compaction-child.ts', args, { covered: false })
  expect(child.ready['written']).toBe(first + 10)
  expect(await child.ended()).toBe('SIGKILL')
}

/** How many appointments the log on the disk gives, from its newest snapshot on. */
async function standing(folder: string): Promise<{ count: number; snapshots: number }> {
  const store = await openDatabase({ folder })
  try {
    return await store.tx(async (tx) => {
      const doc: Y.Doc = await createOpenDocuments({ maxBytes: 1e6 }).fresh(tx, NAME, await documentRow(tx, NAME))
      const { rows } = await tx.execute('select count(*)::int as n from doc_snapshot')
      return { count: readAppointments(doc, id(CalendarId, 1)).valid.length, snapshots: Number(rows[0]?.['n']) }
    })
  } finally {
    await store.close()
  }
}

test('Y1 a server killed at any step of compacting a document loses nothing of it', { timeout: 600_000 }, async () => {
  using temporary = temporaryFolder()
  const folder = join(temporary.path, 'database')
  for (let step = 0; step <= STATEMENTS; step++) {
    await killed(folder, step * 10, step)
    expect({ step, count: (await standing(folder)).count }).toEqual({ step, count: step * 10 + 10 })
  }
  expect((await standing(folder)).snapshots).toBe(2)
})

test('a compaction that lets go of the log first would be found out', { timeout: 120_000 }, async () => {
  using temporary = temporaryFolder()
  const folder = join(temporary.path, 'database')
  await killed(folder, 0, 0, 'log-first')
  await expect(standing(folder)).rejects.toThrow('hole in the log')
})
