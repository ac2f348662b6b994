import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { foldUpdates } from '../../../src/core/document/fold-updates.ts'

function logged(work: (map: Y.Map<unknown>) => void): Uint8Array[] {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  work(doc.getMap('entries'))
  return updates
}

test('a folded log holds the same values in fewer bytes', () => {
  const updates = logged((map) => {
    for (let n = 0; n < 100; n += 1) map.set('title', `draft ${n}`)
    map.set('kept', true)
    map.set('gone', true)
    map.delete('gone')
  })

  const folded = foldUpdates(updates)

  const doc = new Y.Doc()
  Y.applyUpdate(doc, folded)
  expect(doc.getMap('entries').toJSON()).toEqual({ title: 'draft 99', kept: true })
  expect(folded.length).toBeLessThan(updates.reduce((sum, update) => sum + update.length, 0) / 10)
})

test('later updates of the same writer apply on a folded log', () => {
  const updates = logged((map) => {
    map.set('a', 1)
    map.set('b', 2)
    map.delete('a')
  })

  const doc = new Y.Doc()
  Y.applyUpdate(doc, foldUpdates(updates.slice(0, 2)))
  for (const update of updates.slice(2)) Y.applyUpdate(doc, update)
  expect(doc.getMap('entries').toJSON()).toEqual({ b: 2 })
})
