import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { isPlainObject, plainValue, sameValue } from '../../../src/core/document/plain-value.ts'

test('a plain value is copied, without what is undefined', () => {
  const value = { a: 1, b: undefined, c: [{ d: undefined, e: null }] }
  const copy = plainValue(value)
  expect(copy).toStrictEqual({ a: 1, c: [{ e: null }] })
  expect(copy).not.toBe(value)
})

test('shared types, bytes and bottomless nesting are no plain values', () => {
  const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => [inner], 1)
  const found = [new Y.Map(), new Uint8Array(1), new Map(), deep].map((value) => JSON.stringify(plainValue(value)))
  expect(found.slice(0, 3)).toEqual([undefined, undefined, undefined])
  expect(found[3]).toMatch(/^\[+null\]+$/)
})

test.each([
  [1, 1, true],
  [1, 2, false],
  ['1', 1, false],
  [null, undefined, false],
  [[1, 2], [1, 2], true],
  [[1, 2], [2, 1], false],
  [[1], [1, 2], false],
  [[], {}, false],
  [{}, [], false],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: { b: [1] } }, { a: { b: [1] } }, true],
  [{ a: 1 }, new Map([['a', 1]]), false],
])('%o and %o say the same: %s', (a, b, same) => {
  expect([sameValue(a, b), sameValue(b, a)]).toEqual([same, same])
})

test('only what JSON makes is a plain object', () => {
  expect([{}, { a: 1 }, [], null, new Y.Map(), Object.create({ a: 1 }), 'x'].map(isPlainObject)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ])
})
