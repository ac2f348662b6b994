import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { judgeUpdate } from '../../../sync-server/documents/judge-update.ts'
import { createCopy } from './test-device.ts'

const written = (n = 1) => {
  const copy = createCopy(n)
  const update = copy.write((doc) => doc.getMap('appointments').set('a', new Y.Map([['title', 'Visit']])))
  return { ...copy, update }
}

/** A document that holds what `copy` holds. */
const docOf = (copy: { doc: Y.Doc }) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(copy.doc))
  return doc
}

test('an update that continues what is known is admitted, with its writer', () => {
  const copy = written(7)
  expect(judgeUpdate(new Y.Doc(), copy.update)).toEqual({ ok: true, value: { writers: [7], news: true } })
})

test('an update that is known brings nothing', () => {
  const copy = written(7)
  expect(judgeUpdate(docOf(copy), copy.update)).toEqual({ ok: true, value: { writers: [], news: false } })
})

test('a deletion alone is news, once', () => {
  const copy = written(7)
  const doc = docOf(copy)
  const deletion = copy.write((own) => own.getMap('appointments').delete('a'))
  expect(judgeUpdate(doc, deletion)).toEqual({ ok: true, value: { writers: [], news: true } })
  Y.applyUpdate(doc, deletion)
  expect(judgeUpdate(doc, deletion)).toEqual({ ok: true, value: { writers: [], news: false } })
})

test('a hole before it, within it, or in what it refers to, is a gap', () => {
  const copy = written(7)
  const next = copy.write((doc) => doc.getMap('appointments').set('b', 1))
  const last = copy.write((doc) => doc.getMap('appointments').set('c', 1))
  expect(judgeUpdate(new Y.Doc(), next)).toMatchObject({ ok: false, reason: 'gap' })
  expect(judgeUpdate(docOf(written(7)), last)).toMatchObject({ ok: false, reason: 'gap' })

  const other = createCopy(8)
  Y.applyUpdate(other.doc, copy.update)
  const nested = other.write((doc) => {
    const entity = doc.getMap('appointments').get('a')
    if (entity instanceof Y.Map) entity.set('notes', 'more')
  })
  expect(judgeUpdate(new Y.Doc(), nested)).toMatchObject({ ok: false, reason: 'gap' })
  const deletion = other.write((doc) => doc.getMap('appointments').delete('a'))
  expect(judgeUpdate(new Y.Doc(), deletion)).toMatchObject({ ok: false, reason: 'gap' })
})

test('an announced hole is malformed', () => {
  const copy = written(7)
  copy.write((doc) => doc.getMap('x').set('hole', 1))
  const last = copy.write((doc) => doc.getMap('x').set('after', 1))
  expect(judgeUpdate(new Y.Doc(), Y.mergeUpdates([written(7).update, last]))).toMatchObject({ reason: 'malformed' })
})

test('a document inside a document is malformed', () => {
  const update = createCopy(7).write((doc) => doc.getMap('x').set('sub', new Y.Doc()))
  expect(judgeUpdate(new Y.Doc(), update)).toMatchObject({ reason: 'malformed' })
})

test('the second encoding of Yjs is malformed', () => {
  const doc = new Y.Doc()
  doc.getMap('x').set('a', 'b')
  expect(judgeUpdate(new Y.Doc(), Y.encodeStateAsUpdateV2(doc))).toMatchObject({ ok: false, reason: 'malformed' })
})

test('a few bytes that claim a great deal are refused', () => {
  const garbage = encoding.encode((encoder) => {
    // One client, one collected struct of 2^50 units.
    for (const value of [1, 1, 7, 0]) encoding.writeVarUint(encoder, value)
    encoding.writeUint8(encoder, 0)
    encoding.writeVarUint(encoder, 2 ** 50)
    encoding.writeVarUint(encoder, 0)
  })
  expect(judgeUpdate(new Y.Doc(), garbage)).toMatchObject({ ok: false, reason: 'too-large' })
})

test('too many bytes, structs or deletions are too large', () => {
  expect(judgeUpdate(new Y.Doc(), new Uint8Array(9 * 1_024 * 1_024))).toMatchObject({ reason: 'too-large' })
  const copy = createCopy(7)
  copy.write((doc) => doc.getText('t').insert(0, 'x'.repeat(200_000)))
  const doc = docOf(copy)
  const deletion = copy.write((own) => own.getText('t').delete(0, 150_000))
  expect(judgeUpdate(doc, deletion)).toMatchObject({ reason: 'too-large' })
})

test('judging changes neither the document nor the update', () => {
  const copy = written(7)
  const doc = docOf(copy)
  const before = Y.encodeStateAsUpdate(doc)
  const next = copy.write((own) => own.getMap('appointments').set('b', 1))
  const bytes = next.slice()
  judgeUpdate(doc, next)
  expect([Y.encodeStateAsUpdate(doc), next]).toEqual([before, bytes])
})
