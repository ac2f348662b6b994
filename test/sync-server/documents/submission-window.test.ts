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
  expect(begun).toHaveLength(2)
  for (let n = 0; n < 60; n++) window.leave(2)
  expect(begun).toEqual(Array.from({ length: 260 }, (_, n) => n))
  window.end()
})

test('heavy work goes on one by one', () => {
  const { window, begun } = entered(100)
  window.leave(5_000)
  expect(begun).toHaveLength(2)
  window.leave(5_000)
  expect(begun).toHaveLength(3)
  window.leave(0)
  expect(begun).toHaveLength(5)
  window.end()
})

test('who has used up their rows waits until they have come back', () => {
  vi.useFakeTimers()
  const { window, begun } = entered(100)
  for (let n = 0; n < 2; n++) window.leave(20_000)
  expect(begun).toHaveLength(2)
  vi.advanceTimersByTime(9_000)
  expect(begun).toHaveLength(2)
  vi.advanceTimersByTime(2_000)
  expect(begun).toHaveLength(3)
  window.end()
  vi.useRealTimers()
})
