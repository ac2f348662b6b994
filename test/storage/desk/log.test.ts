import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import * as ids from '../../../src/core/model/ids.ts'
import { acknowledge } from '../../../src/storage/desk/acknowledge.ts'
import { appendLocal } from '../../../src/storage/desk/append-local.ts'
import { appendRemote } from '../../../src/storage/desk/append-remote.ts'
import { compact } from '../../../src/storage/desk/compact.ts'
import { countWaiting } from '../../../src/storage/desk/count-waiting.ts'
import { cursors } from '../../../src/storage/desk/cursors.ts'
import { dismissCommand } from '../../../src/storage/desk/dismiss-command.ts'
import type { DocumentState } from '../../../src/storage/desk/document-state.ts'
import { documentState, documentStates } from '../../../src/storage/desk/document-state.ts'
import { documentsToCompact } from '../../../src/storage/desk/documents-to-compact.ts'
import { dropUnacknowledged } from '../../../src/storage/desk/drop-unacknowledged.ts'
import { enqueueCommand } from '../../../src/storage/desk/enqueue-command.ts'
import { forgetDocument } from '../../../src/storage/desk/forget-document.ts'
import { loadUpdates } from '../../../src/storage/desk/load-updates.ts'
import { putDocumentState } from '../../../src/storage/desk/put-document-state.ts'
import { refuseCommand } from '../../../src/storage/desk/refuse-command.ts'
import { refusedCommands } from '../../../src/storage/desk/refused-commands.ts'
import { putSetting, removeSetting, settingOf } from '../../../src/storage/desk/setting.ts'
import { storeSnapshot } from '../../../src/storage/desk/store-snapshot.ts'
import { waitingCommands } from '../../../src/storage/desk/waiting-commands.ts'
import type { DeskHandle } from '../../../src/storage/handle.ts'
import { openSqlite } from '../../../src/storage/open-sqlite.ts'
import { applyRowChanges } from '../../../src/storage/apply-row-changes.ts'
import { appointmentPut, appointmentRow, entriesDocument, id, occurrenceRow } from '../../support/rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const document = entriesDocument(1)
const other = entriesDocument(2)
const bytes = (...values: number[]) => Uint8Array.of(...values)
const command = (n: number) => id(ids.CommandId, n)

function state(edit: Partial<DocumentState> = {}): DocumentState {
  return { name: document, epoch: 1, seq: 0, clientId: undefined, writable: true, known: true, ...edit }
}

/** A store with both documents, and what `before` did. */
async function desk(before: (tx: DeskHandle) => void = () => {}) {
  const folder = temporaryFolder()
  const store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const tx = (work: (tx: DeskHandle) => unknown) => store.tx(async (inner) => work(inner))
  await tx((inner) => {
    putDocumentState(inner, state())
    putDocumentState(inner, state({ name: other }))
    before(inner)
  })
  const close = async () => {
    await store.close()
    folder[Symbol.dispose]()
  }
  return { read: store.read, tx, [Symbol.asyncDispose]: close }
}

/** A command with an update of `n` in each of `documents`. */
function commanded(tx: DeskHandle, n: number, ...documents: (typeof document)[]): void {
  enqueueCommand(tx, { id: command(n), verb: 'edit-appointment', input: { n }, at: n })
  for (const each of documents) appendLocal(tx, { document: each, command: command(n), update: bytes(n) })
}

const own = (n: number, row: number, seq?: number) => ({ n: row, seq, command: command(n), data: bytes(n) })

test('documents are remembered, and the server’s cursors are those it knows', async () => {
  await using store = await desk((tx) => putDocumentState(tx, state({ name: other, known: false })))
  expect(documentStates(store.read)).toEqual([state(), state({ name: other, known: false })])
  expect(documentState(store.read, entriesDocument(3))).toBeUndefined()

  await store.tx((tx) => putDocumentState(tx, state({ clientId: 2 ** 32 - 1, seq: 7 })))
  expect(documentState(store.read, document)).toEqual(state({ clientId: 2 ** 32 - 1, seq: 7 }))
  expect(cursors(store.read)).toEqual({ [document]: { epoch: 1, seq: 7 } })
})

test('an own update stands in the log and in the outbox at once', async () => {
  await using store = await desk((tx) => commanded(tx, 1, document, other))
  expect(loadUpdates(store.read, document)).toEqual({ snapshot: undefined, updates: [own(1, 1)] })
  expect(waitingCommands(store.read)).toEqual([
    {
      id: command(1),
      verb: 'edit-appointment',
      input: { n: 1 },
      at: 1,
      again: false,
      position: 1,
      parts: [
        { document, epoch: 1, update: bytes(1) },
        { document: other, epoch: 1, update: bytes(1) },
      ],
    },
  ])
})

test('commands wait in the order they were made, and are given as many as asked for', async () => {
  await using store = await desk((tx) => {
    for (const n of [3, 1, 2]) commanded(tx, n, document)
  })
  expect(waitingCommands(store.read).map((waiting) => waiting.id)).toEqual([3, 1, 2].map(command))
  expect(waitingCommands(store.read, 2).map((waiting) => waiting.id)).toEqual([3, 1].map(command))
  expect(countWaiting(store.read)).toBe(3)
})

test('acknowledged: the rows get their sequences, the cursors follow, the outbox lets go; twice is once', async () => {
  await using store = await desk((tx) => {
    commanded(tx, 1, document, other)
    commanded(tx, 2, document)
  })
  const parts = [
    { document, epoch: 1, seq: 5 },
    { document: other, epoch: 1, seq: 9 },
  ]
  await store.tx((tx) => acknowledge(tx, { command: command(1), parts }))
  await store.tx((tx) => acknowledge(tx, { command: command(1), parts }))
  expect(loadUpdates(store.read, document).updates).toEqual([own(1, 1, 5), own(2, 2)])
  expect(cursors(store.read)).toEqual({ [document]: { epoch: 1, seq: 5 }, [other]: { epoch: 1, seq: 9 } })
  expect(waitingCommands(store.read).map((waiting) => waiting.id)).toEqual([command(2)])
})

test('a late acknowledgement does not move a cursor back', async () => {
  await using store = await desk((tx) => {
    commanded(tx, 1, document)
    putDocumentState(tx, state({ seq: 8 }))
  })
  await store.tx((tx) => acknowledge(tx, { command: command(1), parts: [{ document, epoch: 1, seq: 5 }] }))
  expect(documentState(store.read, document)?.seq).toBe(8)
})

test('entries of the server come in log order, once each', async () => {
  await using store = await desk()
  const entry = (seq: number, n = seq) => ({ document, epoch: 1, seq, update: bytes(n) })
  await store.tx((tx) => {
    expect(appendRemote(tx, entry(1))).toBe('stored')
    expect(appendRemote(tx, { ...entry(2), command: command(7) })).toBe('stored')
    expect(appendRemote(tx, entry(1))).toBe('known')
    expect(() => appendRemote(tx, entry(4))).toThrow('gap before 4')
    expect(() => appendRemote(tx, { ...entry(3), epoch: 2 })).toThrow('unknown document or epoch')
    expect(() => appendRemote(tx, { ...entry(3), document: entriesDocument(9) })).toThrow('unknown document or epoch')
  })
  expect(loadUpdates(store.read, document).updates).toEqual([
    { n: 1, seq: 1, command: undefined, data: bytes(1) },
    { n: 2, seq: 2, command: command(7), data: bytes(2) },
  ])
  expect(cursors(store.read)[document]).toEqual({ epoch: 1, seq: 2 })
})

test('an own entry that comes back before its acknowledgement is not stored twice', async () => {
  await using store = await desk((tx) => commanded(tx, 1, document))
  await store.tx((tx) => {
    expect(appendRemote(tx, { document, epoch: 1, seq: 1, update: bytes(1), command: command(1) })).toBe('own')
  })
  expect(loadUpdates(store.read, document).updates).toEqual([own(1, 1, 1)])
  expect(countWaiting(store.read)).toBe(1)
})

test('a snapshot of the server replaces what was acknowledged; what waits stays behind it', async () => {
  await using store = await desk((tx) => {
    appendRemote(tx, { document, epoch: 1, seq: 1, update: bytes(9) })
    commanded(tx, 1, document)
    putDocumentState(tx, state({ seq: 1, clientId: 42 }))
  })
  await store.tx((tx) => storeSnapshot(tx, { document, epoch: 1, upto: 6, update: bytes(6) }))
  expect(loadUpdates(store.read, document)).toEqual({ snapshot: bytes(6), updates: [own(1, 2)] })
  expect(documentState(store.read, document)).toEqual(state({ seq: 6, clientId: 42 }))

  await store.tx((tx) => storeSnapshot(tx, { document, epoch: 2, upto: 3, update: bytes(3) }))
  expect(loadUpdates(store.read, document).snapshot).toEqual(bytes(3))
  expect(documentState(store.read, document)).toEqual(state({ epoch: 2, seq: 3 }))
  await store.tx((tx) => {
    expect(() => storeSnapshot(tx, { document: entriesDocument(9), epoch: 1, upto: 1, update: bytes() })).toThrow(
      'unknown',
    )
  })
})

test('Y4 a refused command keeps what was entered, until it is dismissed', async () => {
  await using store = await desk((tx) => {
    commanded(tx, 1, document)
    commanded(tx, 2, document)
  })
  await store.tx((tx) => {
    refuseCommand(tx, command(1), 'forbidden')
    dropUnacknowledged(tx, document)
  })
  const refused = { id: command(1), verb: 'edit-appointment', input: { n: 1 }, reason: 'forbidden', at: 1 }
  expect(refusedCommands(store.read)).toEqual([refused])
  expect(loadUpdates(store.read, document).updates).toEqual([])
  expect(waitingCommands(store.read).map(({ id: waiting, parts }) => ({ waiting, parts }))).toEqual([
    { waiting: command(2), parts: [] },
  ])

  await store.tx((tx) => dismissCommand(tx, command(2)))
  expect(countWaiting(store.read)).toBe(1)
  await store.tx((tx) => dismissCommand(tx, command(1)))
  expect(refusedCommands(store.read)).toEqual([])
})

test('what is rebuilt keeps the acknowledged log and writes under a new client id', async () => {
  await using store = await desk((tx) => {
    appendRemote(tx, { document, epoch: 1, seq: 1, update: bytes(9) })
    putDocumentState(tx, state({ seq: 1, clientId: 42 }))
    commanded(tx, 1, document, other)
  })
  await store.tx((tx) => dropUnacknowledged(tx, document))
  expect(loadUpdates(store.read, document).updates).toHaveLength(1)
  expect(loadUpdates(store.read, other).updates).toEqual([own(1, 1)])
  expect(documentState(store.read, document)?.clientId).toBeUndefined()
  await store.tx((tx) => appendLocal(tx, { document, command: command(1), update: bytes(7) }))
  expect(waitingCommands(store.read)[0]?.parts.map((part) => part.update)).toEqual([bytes(7), bytes(1)])
})

test('a document that may no longer be here is wiped, rows and all', async () => {
  await using store = await desk((tx) => {
    commanded(tx, 1, document, other)
    storeSnapshot(tx, { document, epoch: 1, upto: 1, update: bytes(1) })
  })
  const row = appointmentRow(1)
  await store.tx((tx) => applyRowChanges(tx, [appointmentPut(row, occurrenceRow(row, { starts: 0, ends: 1 }))]))

  await store.tx((tx) => forgetDocument(tx, document))
  expect(documentState(store.read, document)).toBeUndefined()
  expect(loadUpdates(store.read, document)).toEqual({ snapshot: undefined, updates: [] })
  expect(waitingCommands(store.read)[0]?.parts.map((part) => part.document)).toEqual([other])
  expect(await store.read.select().from(store.read.tables.appointment)).toEqual([])
  expect(await store.read.select().from(store.read.tables.occurrence)).toEqual([])
})

test('compacting folds what is acknowledged; together with what waits it is the same document', async () => {
  const writer = new Y.Doc()
  const map = writer.getMap<number>('entries')
  const updates: Uint8Array[] = []
  writer.on('update', (update: Uint8Array) => updates.push(update))
  for (let n = 1; n <= 600; n += 1) map.set(`${n % 10}`, n)
  const [last = bytes()] = updates.splice(-1)

  await using store = await desk((tx) => {
    updates.forEach((update, n) => appendRemote(tx, { document, epoch: 1, seq: n + 1, update }))
    enqueueCommand(tx, { id: command(1), verb: 'edit', input: {}, at: 0 })
    appendLocal(tx, { document, command: command(1), update: last })
  })
  expect(documentsToCompact(store.read)).toEqual([document])
  await store.tx((tx) => compact(tx, document))

  const { snapshot = bytes(), updates: kept } = loadUpdates(store.read, document)
  expect(kept).toEqual([{ n: 600, seq: undefined, command: command(1), data: last }])
  const read = new Y.Doc()
  for (const update of [snapshot, ...kept.map((row) => row.data)]) Y.applyUpdate(read, update)
  expect(read.getMap('entries').toJSON()).toEqual(map.toJSON())
  expect(documentsToCompact(store.read)).toEqual([])

  await store.tx((tx) => compact(tx, document))
  expect(loadUpdates(store.read, document).snapshot).toEqual(snapshot)
  await store.tx((tx) => acknowledge(tx, { command: command(1), parts: [{ document, epoch: 1, seq: 600 }] }))
  await store.tx((tx) => compact(tx, document))
  expect(loadUpdates(store.read, document).updates).toEqual([])
})

test('a log of few but large updates is to be compacted too', async () => {
  await using store = await desk((tx) => {
    for (const seq of [1, 2]) appendRemote(tx, { document, epoch: 1, seq, update: new Uint8Array(600_000) })
  })
  expect(documentsToCompact(store.read)).toEqual([document])
})

test('settings are put, replaced and removed', async () => {
  await using store = await desk((tx) => putSetting(tx, { key: 'a', value: '1' }))
  await store.tx((tx) => putSetting(tx, { key: 'a', value: '2' }))
  expect(settingOf(store.read, 'a')).toBe('2')
  await store.tx((tx) => removeSetting(tx, 'a'))
  expect(settingOf(store.read, 'a')).toBeUndefined()
})
