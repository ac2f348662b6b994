import { expect, test } from 'vitest'
import { syncLook } from '../../../src/renderer/screens/sync/sync-look.ts'

const STATE = { phase: 'online', waiting: 0, refused: 0 } as const

test.each([
  [
    { ...STATE, phase: 'alone' },
    { text: 'alone', count: 0, tone: 'quiet' },
  ],
  [
    { ...STATE, phase: 'offline' },
    { text: 'offline', count: 0, tone: 'warn' },
  ],
  [
    { ...STATE, phase: 'offline', waiting: 3, problem: 'unreachable' },
    { text: 'offlineWaiting', count: 3, tone: 'warn' },
  ],
  [
    { ...STATE, phase: 'connecting', waiting: 3 },
    { text: 'connecting', count: 3, tone: 'busy' },
  ],
  [
    { ...STATE, waiting: 2 },
    { text: 'sending', count: 2, tone: 'busy' },
  ],
  [STATE, { text: 'saved', count: 0, tone: 'good' }],
  [
    { ...STATE, problem: 'signed-out', phase: 'offline' },
    { text: 'signedOut', count: 0, tone: 'warn' },
  ],
  [
    { ...STATE, problem: 'protocol', phase: 'offline' },
    { text: 'problem', count: 0, tone: 'warn' },
  ],
  [
    { ...STATE, problem: 'disk-full', phase: 'offline', waiting: 1, refused: 1 },
    { text: 'diskFull', count: 1, tone: 'danger' },
  ],
  [
    { ...STATE, problem: 'storage-failed', phase: 'connecting' },
    { text: 'diskFailed', count: 0, tone: 'danger' },
  ],
] as const)('%j', (state, look) => {
  expect(syncLook(state)).toEqual(look)
})

test('Y4 a refusal stands above everything else but a disk that takes nothing', () => {
  const state = { phase: 'offline', waiting: 4, refused: 1, problem: 'signed-out' } as const
  expect(syncLook(state)).toEqual({ text: 'refused', count: 1, tone: 'danger' })
})
