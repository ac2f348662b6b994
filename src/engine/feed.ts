import { AsyncIteratorClass } from '@orpc/server'

/** News for whoever watches. A watcher who is slow gets what has piled up as one merged value. */
export type Feed<T> = {
  publish(news: T): void
  /** `first` is handed out at once. Ends when `signal` is aborted. */
  watch(options?: { first?: T; signal?: AbortSignal | undefined }): AsyncIteratorClass<T, void, void>
  /** Ends every watcher. */
  close(): void
}

type Watcher<T> = { push(news: T): void; end(): void }

export function createFeed<T>(merge: (waiting: T, next: T) => T): Feed<T> {
  const watchers = new Set<Watcher<T>>()
  return {
    publish: (news) => watchers.forEach((watcher) => watcher.push(news)),
    watch: ({ first, signal } = {}) => {
      const { watcher, next } = createWatcher(merge, first)
      const end = () => {
        watchers.delete(watcher)
        signal?.removeEventListener('abort', end)
        watcher.end()
      }
      watchers.add(watcher)
      signal?.addEventListener('abort', end)
      if (signal?.aborted) end()
      return new AsyncIteratorClass<T, void, void>(next, async () => end())
    },
    close: () => watchers.forEach((watcher) => watcher.end()),
  }
}

function createWatcher<T>(merge: (waiting: T, next: T) => T, first: T | undefined) {
  let waiting: { value: T } | undefined = first === undefined ? undefined : { value: first }
  let ended = false
  let wake: (() => void) | undefined
  const next = async (): Promise<IteratorResult<T, void>> => {
    if (waiting === undefined && !ended) await new Promise<void>((resolve) => (wake = resolve))
    if (waiting === undefined) return { done: true, value: undefined }
    const { value } = waiting
    waiting = undefined
    return { done: false, value }
  }
  const watcher: Watcher<T> = {
    push: (news) => {
      waiting = { value: waiting === undefined ? news : merge(waiting.value, news) }
      wake?.()
    },
    end: () => {
      ended = true
      wake?.()
    },
  }
  return { watcher, next }
}
