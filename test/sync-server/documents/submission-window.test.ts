import { expect, test, vi } from 'vitest'
import { createSubmissionWindow } from '../../../sync-server/documents/submission-window.ts'

function entered(count: number) {
  const clock = { now: 0 }
  const window = createSubmissionWindow(() => clock.now)
  const begun: number[] = []
  for (let n = 0; n < count; n++) window.enter(() => void begun.push(n))
  return { window, begun, clock }
}

test('light work widens the window, and begins in its order', () => {
  const { window, begun } = entered(500)
  expect(begun).toHaveLength(8)
  for (let n = 0; n < 60; n++) window.leave(2)
  expect(begun).toEqual(Array.from({ length: 260 }, (_, n) => n))
  window.end()
})

test('heavy work goes on one by one', () => {
  const { window, begun } = entered(100)
  window.leave(5_000)
  expect(begun).toHaveLength(8)
  for (let n = 0; n < 7; n++) window.leave(0)
  expect(begun.length).toBeGreaterThan(8)
  window.end()
})

test('who has used up their rows waits until they have come back', () => {
  vi.useFakeTimers()
  const { window, begun } = entered(100)
  for (let n = 0; n < 8; n++) window.leave(20_000)
  expect(begun).toHaveLength(8)
  vi.advanceTimersByTime(69_000)
  expect(begun).toHaveLength(8)
  vi.advanceTimersByTime(2_000)
  expect(begun).toHaveLength(9)
  window.end()
  vi.useRealTimers()
})
