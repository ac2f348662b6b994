import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { hasPending } from '../../../src/core/document/has-pending.ts'
import { entityAt, SCHEMA_VERSION, schemaOf, transact } from '../../../src/core/document/shared-document.ts'
import { touchedEntities } from '../../../src/core/document/touched-entities.ts'
import { replica } from './samples.ts'

test('the first write stamps the schema version, under the verb as origin; later ones leave it', () => {
  const doc = new Y.Doc()
  const origins: unknown[] = []
  doc.on('update', (_, origin) => origins.push(origin))
  transact(doc, 'first', () => doc.getMap('appointments').set('a', 1))
  const stamped = Y.encodeStateVector(doc)
  transact(doc, 'second', () => undefined)
  expect([doc.getMap('meta').toJSON(), origins]).toEqual([{ schema: SCHEMA_VERSION }, ['first']])
  expect(Y.encodeStateVector(doc)).toEqual(stamped)
})

test.each([
  [undefined, SCHEMA_VERSION],
  [7, 7],
  ['7', SCHEMA_VERSION],
  [1.5, SCHEMA_VERSION],
  [Number.NaN, SCHEMA_VERSION],
  [{ deep: [7] }, SCHEMA_VERSION],
])('a document that names %o as its schema counts as one of %i', (written, version) => {
  const doc = new Y.Doc()
  if (written !== undefined) doc.getMap('meta').set('schema', written)
  expect(schemaOf(doc)).toBe(version)
})

test('what stands in the place of an entity and is none is not taken for one', () => {
  const doc = new Y.Doc()
  const root = doc.getMap('appointments')
  root.set('map', new Y.Map([['title', 'x']]))
  root.set('array', new Y.Array())
  root.set('text', new Y.Text('x'))
  root.set('plain', { title: 'x' })
  const found = ['map', 'array', 'text', 'plain', 'none'].map((id) => entityAt(doc, 'appointments', id) !== undefined)
  expect(found).toEqual([true, false, false, false, false])
})

test('a document with an update that refers to a missing one is pending until that one arrives', () => {
  const [author, reader] = [replica(1), replica(2)]
  const updates: Uint8Array[] = []
  author.on('update', (update) => updates.push(update))
  author.getMap('appointments').set('a', 1)
  author.getMap('appointments').set('a', 2)
  const states = [updates[1], updates[0]].map((update) => {
    Y.applyUpdate(reader, update ?? new Uint8Array())
    return hasPending(reader)
  })
  expect(states).toEqual([true, false])
})

test('a deletion of what is not there yet is pending too', () => {
  const [author, reader] = [replica(1), replica(2)]
  const updates: Uint8Array[] = []
  author.on('update', (update) => updates.push(update))
  author.getMap('appointments').set('a', 1)
  author.getMap('appointments').delete('a')
  Y.applyUpdate(reader, updates[1] ?? new Uint8Array())
  expect(hasPending(reader)).toBe(true)
})

test('a transaction touches the entities whose keys it changed, however deep, and those that came or went', () => {
  const doc = new Y.Doc()
  const touched: unknown[] = []
  doc.on('afterTransaction', (transaction) => touched.push(touchedEntities(transaction)))
  const entity = new Y.Map<unknown>()
  const deep = new Y.Map<unknown>()
  doc.getMap('appointments').set('a', entity)
  entity.set('title', 'x')
  entity.set('deep', deep)
  deep.set('deeper', Y.Array.from([1]))
  deep.get('deeper')
  doc.transact(() => {
    doc.getMap('appointments').delete('a')
    doc.getMap('members').set('m', 1)
    doc.getMap('unheard-of').set('x', 1)
    doc.getArray('list').push([1])
  })
  const a = new Map([['appointments', new Set(['a'])]])
  const last = new Map([
    ['appointments', new Set(['a'])],
    ['members', new Set(['m'])],
  ])
  expect(touched).toEqual([a, a, a, a, last])
})

test('a change that arrives from elsewhere touches the same', () => {
  const [author, reader] = [replica(1), replica(2)]
  author.getMap('appointments').set('a', new Y.Map([['title', 'x']]))
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(author))
  const touched: unknown[] = []
  reader.on('afterTransaction', (transaction) => touched.push(touchedEntities(transaction)))
  entityAt(author, 'appointments', 'a')?.set('title', 'y')
  Y.applyUpdate(reader, Y.encodeStateAsUpdate(author, Y.encodeStateVector(reader)))
  expect(touched).toEqual([new Map([['appointments', new Set(['a'])]])])
})

test('a hostile root that is a list does no harm', () => {
  const author = replica(1)
  author.getArray('appointments').push([{ title: 'x' }])
  const reader = replica(2, author)
  expect(entityAt(reader, 'appointments', '0')).toBeUndefined()
})
