import { expect, test } from 'vitest'
import { backoff } from '../../../src/engine/sync/backoff.ts'

test('the wait doubles up to ten seconds, and half of it is drawn by lot', () => {
  expect([1, 2, 3, 4, 5, 6, 50].map((failures) => backoff(failures, 0))).toEqual([
    250, 500, 1000, 2000, 4000, 5000, 5000,
  ])
  expect([1, 2, 6, 50].map((failures) => backoff(failures, 0.999_999))).toEqual([500, 1000, 10_000, 10_000])
})
