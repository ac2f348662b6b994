import { expect, test } from 'vitest'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { freshPglite } from '../../support/pglite.ts'
import { entriesDocument } from '../../support/rows.ts'

test('a document leaves memory after 30 seconds without use, unless somebody who reads it is connected', async () => {
  await using store = await freshPglite()
  let now = 0
  const [read, idle, fresh] = [entriesDocument(1), entriesDocument(2), entriesDocument(3)]
  const documents = createOpenDocuments({ maxBytes: 1e9, monotonic: () => now, isRead: (name) => name === read })
  await documents.at(store.read, read, undefined)
  await documents.at(store.read, idle, undefined)
  now = 20_000
  await documents.at(store.read, fresh, undefined)
  now = 30_001
  documents.trim()
  expect([read, idle, fresh].map(documents.isCalm)).toEqual([true, false, true])
})

test('what was used longest ago leaves memory where there is too much', async () => {
  await using store = await freshPglite()
  const documents = createOpenDocuments({ maxBytes: 10_000 })
  const names = [1, 2, 3].map((n) => entriesDocument(n))
  for (const name of names) await documents.at(store.read, name, undefined)
  documents.trim()
  expect(names.map(documents.isCalm)).toEqual([false, true, true])
})
