import { expect, test } from 'vitest'
import { importChunks } from '../../../src/engine/desk/import-chunks.ts'

const singles = (count: number, notes = ''): { n: number; notes: string; series?: unknown }[] =>
  Array.from({ length: count }, (_, n) => ({ n, notes }))
const sizes = (chunks: readonly (readonly unknown[])[]) => chunks.map((chunk) => chunk.length)

test('a file is cut into commands of 250, in its order', () => {
  const appointments = singles(600)
  const chunks = importChunks(appointments)
  expect(sizes(chunks)).toEqual([250, 250, 100])
  expect(chunks.flat()).toEqual(appointments)
})

test('long ones go up in smaller commands, and what is too long alone', () => {
  expect(sizes(importChunks(singles(5, 'x'.repeat(149_900))))).toEqual([2, 2, 1])
  expect(sizes(importChunks([...singles(1), ...singles(1, 'x'.repeat(400_000)), ...singles(2)]))).toEqual([1, 1, 2])
})

test('a series weighs as much as twenty', () => {
  const series = Array.from({ length: 30 }, () => ({ series: {} }))
  expect(sizes(importChunks(series))).toEqual([12, 12, 6])
})

test('of nothing there are no commands', () => {
  expect(importChunks([])).toEqual([])
})
