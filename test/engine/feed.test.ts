import { expect, test } from 'vitest'
import { createFeed } from '../../src/engine/feed.ts'

const sum = () => createFeed<number>((waiting, next) => waiting + next)

test('a watcher gets what comes, and what piled up meanwhile as one', async () => {
  const feed = sum()
  const watch = feed.watch({ first: 1 })
  expect(await watch.next()).toEqual({ done: false, value: 1 })
  const next = watch.next()
  feed.publish(2)
  expect(await next).toEqual({ done: false, value: 2 })
  feed.publish(3)
  feed.publish(4)
  expect(await watch.next()).toEqual({ done: false, value: 7 })
})

test('watchers are apart, and one that has left hears nothing more', async () => {
  const feed = sum()
  const gone = feed.watch()
  const there = feed.watch()
  await gone.return()
  feed.publish(5)
  expect(await there.next()).toEqual({ done: false, value: 5 })
  expect(await gone.next()).toEqual({ done: true, value: undefined })
})

test('a watcher who waits is let go when he leaves, is aborted, or the feed ends', async () => {
  const feed = sum()
  const stop = new AbortController()
  const [left, aborted, closed] = [feed.watch(), feed.watch({ signal: stop.signal }), feed.watch()]
  const waiting = [left.next(), aborted.next(), closed.next()]
  await left.return()
  stop.abort()
  feed.close()
  expect(await Promise.all(waiting)).toEqual(Array.from({ length: 3 }, () => ({ done: true, value: undefined })))
  expect(await feed.watch({ signal: stop.signal }).next()).toEqual({ done: true, value: undefined })
})
