import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { parseDocumentName, type DocumentRef } from '../../../src/core/document/document-name.ts'
import { shapeOf } from '../../../sync-server/documents/document-shape.ts'
import { judgeUpdate, MAX_UPDATE_BYTES } from '../../../sync-server/documents/judge-update.ts'
import { CALENDAR_DOCUMENT, QUARTER } from '../started-server.ts'
import { createCopy, type Copy } from './test-device.ts'

const refOf = (name: string): DocumentRef => {
  const ref = parseDocumentName(name)
  if (!ref) throw new Error('not a name')
  return ref
}
const SHAPE = shapeOf(refOf(QUARTER))
const judge = (doc: Y.Doc, update: Uint8Array) => judgeUpdate(doc, update, SHAPE)

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
const A = uuid(1)
const B = uuid(2)
const put = (doc: Y.Doc, id: string, keys: Record<string, unknown> = { title: 'Visit' }) =>
  doc.getMap('appointments').set(id, new Y.Map(Object.entries(keys)))
const entity = (doc: Y.Doc, id: string) => {
  const found = doc.getMap('appointments').get(id)
  if (!(found instanceof Y.Map)) throw new Error('no entity')
  return found
}

const written = (n = 1) => {
  const copy = createCopy(n)
  return { ...copy, update: copy.write((doc) => put(doc, A)) }
}

/** A document that holds what `copy` holds. */
const docOf = (copy: { doc: Y.Doc }) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy.doc))
  return doc
}
const touching = (...ids: string[]) => new Map([['appointments', new Set(ids)]])

test('an update that continues what is known is admitted, with its writer and what it touches', () => {
  const copy = written(7)
  const value = { writers: [7], authors: [7], news: true, touched: touching(A) }
  expect(judge(new Y.Doc(), copy.update)).toEqual({ ok: true, value })
})

test('an update that is known brings nothing', () => {
  const copy = written(7)
  const value = { writers: [], authors: [7], news: false, touched: new Map() }
  expect(judge(docOf(copy), copy.update)).toEqual({ ok: true, value })
})

test('the deletion of a key is news, once', () => {
  const copy = written(7)
  const doc = docOf(copy)
  const deletion = copy.write((own) => entity(own, A).delete('title'))
  const value = { writers: [], authors: [], news: true, touched: touching(A) }
  expect(judge(doc, deletion)).toEqual({ ok: true, value })
  Y.applyUpdate(doc, deletion)
  expect(judge(doc, deletion)).toMatchObject({ ok: true, value: { writers: [], news: false } })
})

test('a hole before it, or in what it refers to, is a gap', () => {
  const copy = written(7)
  const next = copy.write((doc) => put(doc, B))
  const last = copy.write((doc) => put(doc, uuid(3)))
  expect(judge(new Y.Doc(), next)).toMatchObject({ ok: false, reason: 'gap' })
  expect(judge(docOf(written(7)), last)).toMatchObject({ ok: false, reason: 'gap' })

  const other = createCopy(8)
  Y.applyUpdate(other.doc, copy.update)
  const nested = other.write((doc) => entity(doc, A).set('notes', 'more'))
  expect(judge(new Y.Doc(), nested)).toMatchObject({ ok: false, reason: 'gap' })
  const deletion = other.write((doc) => entity(doc, A).delete('title'))
  expect(judge(new Y.Doc(), deletion)).toMatchObject({ ok: false, reason: 'gap' })
})

test('an announced hole is malformed', () => {
  const copy = written(7)
  copy.write((doc) => put(doc, B))
  const last = copy.write((doc) => put(doc, uuid(3)))
  expect(judge(new Y.Doc(), Y.mergeUpdates([written(7).update, last]))).toMatchObject({ reason: 'malformed' })
})

const strange: readonly (readonly [string, (doc: Y.Doc) => void])[] = [
  ['a document in a document', (doc) => doc.getMap('appointments').set(A, new Y.Doc())],
  ['a list', (doc) => doc.getArray('appointments').push([1])],
  ['a text', (doc) => doc.getText('appointments').insert(0, 'x')],
  ['bytes under a key', (doc) => put(doc, A, { title: new Uint8Array(3) })],
  ['a key that no database keeps', (doc) => put(doc, A, { 'a\u0000b': 1 })],
  ['a list in an entity', (doc) => doc.getMap('appointments').set(A, new Y.Map([['x', new Y.Array()]]))],
]
test.each(strange)('%s is malformed', (_, work) => {
  expect(judge(new Y.Doc(), createCopy(7).write(work))).toMatchObject({ ok: false, reason: 'malformed' })
})

const misplaced: readonly (readonly [string, (doc: Y.Doc) => void])[] = [
  ['a root of another kind of document', (doc) => doc.getMap('schedules').set(A, new Y.Map([['name', 'x']]))],
  ['a root of none', (doc) => doc.getMap('kitchen').set(A, new Y.Map([['name', 'x']]))],
  ['an entity that is none', (doc) => doc.getMap('appointments').set(A, 'x')],
  ['an id that is none', (doc) => put(doc, 'a')],
  ['an entity in an entity', (doc) => put(doc, A, { x: new Y.Map([['y', 1]]) })],
  ['another word about the document', (doc) => doc.getMap('meta').set('owner', A)],
]
test.each(misplaced)('%s is invalid', (_, work) => {
  expect(judge(new Y.Doc(), createCopy(7).write(work))).toMatchObject({ ok: false, reason: 'invalid' })
})

test('a calendar’s own document is about that calendar alone', () => {
  const shape = shapeOf(refOf(CALENDAR_DOCUMENT))
  const update = createCopy(7).write((doc) => doc.getMap('calendar').set(A, new Y.Map([['name', 'x']])))
  expect(CALENDAR_DOCUMENT).toContain('/calendar/')
  expect(judgeUpdate(new Y.Doc(), update, { ...shape, mayHold: (id) => id === B })).toMatchObject({ reason: 'invalid' })
  expect(judgeUpdate(new Y.Doc(), update, { ...shape, mayHold: (id) => id === A })).toMatchObject({ ok: true })
})

test('an entity is neither taken out nor replaced by another one', () => {
  const copy = written(7)
  const doc = docOf(copy)
  const branch = (work: (own: Y.Doc) => void) => {
    const other = createCopy(8)
    Y.applyUpdate(other.doc, copy.update)
    return other.write(work)
  }
  expect(
    judge(
      doc,
      branch((own) => own.getMap('appointments').delete(A)),
    ),
  ).toMatchObject({ reason: 'forbidden' })
  expect(
    judge(
      doc,
      branch((own) => put(own, A)),
    ),
  ).toMatchObject({ reason: 'forbidden' })
  expect(
    judge(
      doc,
      createCopy(9).write((own) => put(own, A)),
    ),
  ).toMatchObject({ reason: 'forbidden' })
})

test('the second encoding of Yjs is malformed', () => {
  const doc = new Y.Doc()
  put(doc, A)
  expect(judge(new Y.Doc(), Y.encodeStateAsUpdateV2(doc))).toMatchObject({ ok: false, reason: 'malformed' })
})

const numbers = (...values: (number | 'gc')[]) =>
  encoding.encode((encoder) => {
    for (const value of values) {
      if (value === 'gc') encoding.writeUint8(encoder, 0)
      else encoding.writeVarUint(encoder, value)
    }
  })
// Clients, structs of one, its id and clock, a collected struct and its length, clients of whom something is deleted, ranges …
test.each([
  ['2^50 units of one struct', numbers(1, 1, 7, 0, 'gc', 2 ** 50, 0), 'too-large'],
  ['2^40 clients', numbers(2 ** 40, 1, 7, 0), 'too-large'],
  ['2^32 structs', numbers(1, 2 ** 32, 7, 0), 'too-large'],
  ['more structs than bytes', numbers(1, 500, 7, 0, 'gc', 1, 0), 'malformed'],
  ['2^40 deleted ranges', numbers(0, 1, 7, 2 ** 40), 'too-large'],
  ['one client twice', numbers(2, 1, 7, 0, 'gc', 1, 1, 7, 1, 'gc', 1, 0), 'malformed'],
  ['ranges that overlap', numbers(1, 1, 7, 0, 'gc', 9, 1, 7, 2, 0, 5, 4, 1), 'malformed'],
  ['nothing of length zero', numbers(1, 1, 7, 0, 'gc', 0, 0), 'malformed'],
  ['a client id beyond all bounds', numbers(1, 1, 2 ** 33, 0, 'gc', 1, 0), 'malformed'],
])('a few bytes that claim a great deal are refused: %s', (_, update, reason) => {
  expect(judge(new Y.Doc(), update)).toMatchObject({ ok: false, reason })
})

test('values nested beyond all use are refused without being built', () => {
  const deep = (levels: number) => {
    let value: unknown = 1
    for (let n = 0; n < levels; n++) value = [value]
    return createCopy(7).write((doc) => put(doc, A, { title: value }))
  }
  expect(judge(new Y.Doc(), deep(20))).toMatchObject({ ok: true })
  expect(judge(new Y.Doc(), deep(21))).toMatchObject({ reason: 'too-large' })
  // Written by hand: lib0 itself could not.
  const levels = encoding.encode((encoder) => {
    for (const byte of [1, 2, 7, 0, 0x27, 1]) encoding.writeUint8(encoder, byte)
    encoding.writeVarString(encoder, 'appointments')
    encoding.writeVarString(encoder, A)
    for (const byte of [1, 0x28, 0, 7, 0, 5]) encoding.writeUint8(encoder, byte)
    for (const letter of 'title') encoding.writeUint8(encoder, letter.charCodeAt(0))
    encoding.writeVarUint(encoder, 1)
    for (let n = 0; n < 400_000; n++) encoding.writeUint16(encoder, 117 + 256)
    for (const byte of [126, 0]) encoding.writeUint8(encoder, byte)
  })
  expect(judge(new Y.Doc(), levels)).toMatchObject({ reason: 'too-large' })
})

test('an object whose key changes what it is, is malformed', () => {
  const update = createCopy(7).write((doc) => put(doc, A, { title: JSON.parse('{"__proto__":{"a":1}}') }))
  expect(judge(new Y.Doc(), update)).toMatchObject({ reason: 'malformed' })
})

test('too many bytes, or entities of too many keys, are too large', () => {
  expect(judge(new Y.Doc(), new Uint8Array(MAX_UPDATE_BYTES + 1))).toMatchObject({ reason: 'too-large' })
  const copy = createCopy(7)
  const many = (from: number, until: number) => (doc: Y.Doc) =>
    doc.transact(() => {
      for (let n = from; n < until; n++) entity(doc, A).set(`key ${n}`, n)
    })
  copy.write((doc) => put(doc, A))
  copy.write(many(0, 10_001))
  const doc = docOf(copy)
  expect(judge(doc, copy.write(many(10_001, 10_002)))).toMatchObject({ reason: 'too-large' })
})

test('values of one key that were written apart are too large long before they take long', () => {
  const apart = (count: number): Uint8Array => {
    const update = encoding.encode((encoder) => {
      for (const byte of [1]) encoding.writeUint8(encoder, byte)
      encoding.writeVarUint(encoder, count + 1)
      for (const byte of [7, 0, 0x27, 1]) encoding.writeUint8(encoder, byte)
      encoding.writeVarString(encoder, 'appointments')
      encoding.writeVarString(encoder, A)
      encoding.writeUint8(encoder, 1)
      for (let n = 0; n < count; n++) {
        for (const byte of [0x28, 0, 7, 0, 1, 120, 1, 120]) encoding.writeUint8(encoder, byte)
      }
      encoding.writeUint8(encoder, 0)
    })
    return update
  }
  expect(judge(new Y.Doc(), apart(100))).toMatchObject({ ok: true })
  expect(judge(new Y.Doc(), apart(15_000))).toMatchObject({ reason: 'too-large' })
})

test('judging changes neither the document nor the update', () => {
  const copy = written(7)
  const doc = docOf(copy)
  const before = [Y.encodeStateAsUpdate(doc), [...doc.share.keys()]]
  const next = copy.write((own) => put(own, B))
  const bytes = next.slice()
  doc.getMap('appointments')
  doc.getMap('meta')
  judge(doc, next)
  judge(
    doc,
    createCopy(9).write((own) => own.getMap('kitchen').set('a', 1)),
  )
  expect([Y.encodeStateAsUpdate(doc), next]).toEqual([before[0], bytes])
  expect([...doc.share.keys()].sort()).toEqual(['appointments', 'meta'])
})

/** What judging passes over must be what Yjs reads: every struct at the same clock and of the same length. */
test('an update that is admitted is read by Yjs as it was judged', () => {
  const copy: Copy = createCopy(7)
  const updates = [1, 2, 3, 4].map((n) =>
    copy.write((doc) => {
      put(doc, uuid(n), { title: `Visit ${n}`, time: { startsAt: n, list: [1, 2.5, true, null, 'ü'] } })
      entity(doc, uuid(n)).set('title', 'again')
      entity(doc, uuid(n)).delete('time')
    }),
  )
  const doc = new Y.Doc()
  for (const update of updates) {
    expect(judge(doc, update)).toMatchObject({ ok: true })
    Y.applyUpdate(doc, update)
  }
  expect(judge(new Y.Doc(), Y.encodeStateAsUpdate(copy.doc))).toMatchObject({ ok: true })
  expect(judge(new Y.Doc(), Y.mergeUpdates(updates))).toMatchObject({ ok: true })
  expect(Y.equalSnapshots(Y.snapshot(doc), Y.snapshot(copy.doc))).toBe(true)
})
