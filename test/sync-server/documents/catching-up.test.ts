import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { documentName, type DocumentName } from '../../../src/core/document/document-name.ts'
import type { PgliteStore } from '../../../src/storage/open-pglite.ts'
import { doc, docSnapshot, docUpdate } from '../../../sync-server/database/schema.ts'
import { readLogs } from '../../../sync-server/documents/read-logs.ts'
import { freshPglite } from '../../support/pglite.ts'
import { ANNA, CALENDAR, fillWorkspace, startServer, workspace, type StartedServer } from '../started-server.ts'
import { openDevice, type TestDevice } from './test-device.ts'

let store: PgliteStore
let server: StartedServer
beforeEach(async () => {
  store = await freshPglite()
  server = await startServer({ store })
  await fillWorkspace(server)
})
afterEach(async () => {
  await server.close()
  await store.close()
})

/** Quarters of Anna's calendar, from 1900 on. */
const quarter = (n: number): DocumentName =>
  documentName({
    kind: 'entries',
    workspace,
    calendar: CALENDAR,
    part: `${1900 + Math.floor(n / 4)}-q${(n % 4) + 1}`,
  })
/** No update of any document: whoever loads one finds out. */
const spoilt = (n: number) => new Uint8Array(150).fill(255).fill(n % 250, 0, 4)

type Made = {
  readonly head: number
  readonly snapshots?: readonly number[]
  readonly kept?: number
  readonly bytes?: number
}

/** Documents straight into the tables; `kept`: the log before it is gone. */
async function make(name: DocumentName, { head, snapshots = [], kept = 1, bytes }: Made): Promise<void> {
  await store.tx(async (tx) => {
    const [row] = await tx.insert(doc).values({ workspace, name, head }).returning()
    const id = row?.id ?? 0
    const seqs = Array.from({ length: head - kept + 1 }, (_, n) => kept + n)
    const data = (seq: number) => (bytes === undefined ? spoilt(seq) : new Uint8Array(bytes).fill(seq % 250))
    if (seqs.length > 0)
      await tx.insert(docUpdate).values(seqs.map((seq) => ({ doc: id, seq, actor: ANNA, data: data(seq), at: 0 })))
    for (const upto of snapshots)
      await tx.insert(docSnapshot).values({ doc: id, upto, data: spoilt(upto), vector: Uint8Array.of(0) })
  })
}

async function makeMany(count: number): Promise<void> {
  const names = Array.from({ length: count }, (_, n) => quarter(n))
  await store.tx(async (tx) => {
    const rows = await tx
      .insert(doc)
      .values(names.map((name) => ({ workspace, name, head: 3 })))
      .returning()
    const entries = rows.flatMap(({ id }) =>
      [1, 2, 3].map((seq) => ({ doc: id, seq, actor: ANNA, data: spoilt(seq), at: 0 })),
    )
    await tx.insert(docUpdate).values(entries)
  })
}

/** The device knows `count` documents, and of the first `behind` only the first entry. */
function cursors(count: number, behind: number): Record<string, { epoch: number; seq: number }> {
  const known = Array.from({ length: count }, (_, n) => [quarter(n), { epoch: 0, seq: n < behind ? 1 : 3 }] as const)
  return Object.fromEntries(known)
}

const entriesOf = ({ messages }: TestDevice) =>
  messages.flatMap((message) =>
    message.kind === 'entries' ? [[message.document, message.entries.map(({ seq }) => seq)] as const] : [],
  )

describe('catching up', () => {
  // Room and heads were loaded by whoever came first; one statement each says what stands, and what is missing.
  test.each([
    [0, 0],
    [20, 2],
    [500, 2],
  ])('with 500 documents, %i of them behind, asks the database %i times and loads none', async (behind, statements) => {
    await makeMany(500)
    await using first = await openDevice(server, ANNA)
    await first.hello(cursors(500, 0))
    await using device = await openDevice(server, ANNA)
    const directory = Object.entries((await first.nth('welcome')).documents).filter(([name]) =>
      name.endsWith('directory'),
    )
    const held = Object.fromEntries(directory.map(([name, { epoch, head }]) => [name, { epoch, seq: head }]))
    const query = vi.spyOn(store.pglite, 'query')
    const { documents } = await device.hello({ ...cursors(500, behind), ...held })
    const asked = query.mock.calls.map(([text]) => text).filter((text) => /"doc(?:_update|_snapshot)?"/.test(text))
    expect(asked).toHaveLength(statements)
    expect(Object.keys(documents)).toHaveLength(501)
    const missing = Array.from({ length: behind }, (_, n) => [quarter(n), [2, 3]] as const)
    expect(new Map(entriesOf(device))).toEqual(new Map(missing))
    expect(device.messages.at(-1)).toEqual({ kind: 'caughtUp' })
  })

  test('sends what is on the screen first', async () => {
    await makeMany(30)
    await using device = await openDevice(server, ANNA)
    const visible = [quarter(21), quarter(7), 'kitchen', quarter(99)]
    await device.hello(cursors(30, 30), visible)
    const order = entriesOf(device).map(([name]) => name)
    expect(new Set(order.slice(0, 2))).toEqual(new Set(visible.slice(0, 2)))
    expect(order).toHaveLength(31)
  })
})

describe('what follows in many documents is read', () => {
  const read = async (places: readonly [n: number, after: number][]) =>
    (
      await readLogs(
        store.read,
        places.map(([n, after]) => ({ document: quarter(n), after })),
      )
    ).map(({ pieces }) =>
      pieces.map((piece) =>
        piece.kind === 'snapshot' ? `to ${piece.upto}` : piece.entries.map(({ seq }) => seq).join(),
      ),
    )

  test('as entries, or as the snapshot where the log before it is gone, with what comes after it', async () => {
    await make(quarter(0), { head: 4 })
    await make(quarter(1), { head: 6, snapshots: [3, 5], kept: 4 })
    expect(
      await read([
        [0, 2],
        [1, 2],
        [2, 0],
      ]),
    ).toEqual([['3,4'], ['to 5', '6'], []])
    expect(
      await read([
        [1, 3],
        [0, 4],
      ]),
    ).toEqual([['4,5,6'], []])
    expect(await read([[1, 0]])).toEqual([['to 5', '6']])
  })

  test('as the snapshot for whoever is far behind, although the log is there', async () => {
    await make(quarter(0), { head: 600, snapshots: [590] })
    expect(await read([[0, 50]])).toEqual([['to 590', '591,592,593,594,595,596,597,598,599,600']])
    expect((await read([[0, 200]]))[0]?.[0]?.split(',')).toHaveLength(400)
  })

  test('in turns of 2,000 entries, and 500 of a document', async () => {
    for (const n of [0, 1, 2, 3, 4]) await make(quarter(n), { head: 700 })
    const turn = await read([0, 1, 2, 3, 4].map((n) => [n, 1]))
    expect(turn.map((pieces) => pieces.map((seqs) => seqs.split(',').length))).toEqual([[500], [500], [500], [500]])
  })

  test('to its end, however much there is of several documents', async () => {
    for (const n of [0, 1, 2]) await make(quarter(n), { head: 90, bytes: 10_000 })
    await using device = await openDevice(server, ANNA)
    await device.hello()
    const sent = entriesOf(device)
    const held = [0, 1, 2].map((n) => sent.flatMap(([document, seqs]) => (document === quarter(n) ? seqs : [])))
    expect(held.map((seqs) => seqs.length)).toEqual([90, 90, 90])
  })

  test('in turns of 1 MB, without a hole', async () => {
    await make(quarter(0), { head: 3, bytes: 400_000 })
    await make(quarter(1), { head: 3, bytes: 400_000 })
    expect(
      await read([
        [0, 0],
        [1, 0],
      ]),
    ).toEqual([['1,2,3']])
    expect(
      await read([
        [0, 1],
        [1, 0],
      ]),
    ).toEqual([['2,3'], ['1']])
    await make(quarter(2), { head: 1, bytes: 3_000_000 })
    expect(await read([[2, 0]])).toEqual([['1']])
  })
})
