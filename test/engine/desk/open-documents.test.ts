import { expect, test } from 'vitest'
import { documentName } from '../../../src/core/document/document-name.ts'
import { CalendarId } from '../../../src/core/model/ids.ts'
import { applyRemote } from '../../../src/engine/sync/apply-remote.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { join } from 'node:path'
import * as Y from 'yjs'
import { openAlone } from '../../support/open-alone.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

test('a document counts with what has come into it since it was opened, and is let go of when that is too much and another is in use', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const { desk } = await openAlone(store)
  const { workspace } = desk.identity()
  const calendar = CalendarId.parse(newId())
  const name = documentName({ kind: 'entries', workspace, calendar, part: 'series' })
  const big = new Y.Doc()
  big.getMap('meta').set('note', 'x'.repeat(13_000_000))
  const opened = desk.documents.open(name)
  applyRemote(desk, name, [Y.encodeStateAsUpdate(big)], 'swift')
  desk.documents.trim()
  expect(desk.documents.open(name)).toBe(opened)
  desk.documents.open(documentName({ kind: 'directory', workspace }))
  desk.documents.trim()
  expect(desk.documents.open(name)).not.toBe(opened)
})
