/**
 * Does `work` for many at once: what is asked for while one batch is at work waits for the next. Each promise ends with its
 * batch's.
 */
export function inBatches<T>(work: (items: readonly T[]) => Promise<void>): (item: T) => Promise<void> {
  let waiting: { readonly items: T[]; readonly done: Promise<void> } | undefined
  let last = Promise.resolve()

  function nextBatch(): { readonly items: T[]; readonly done: Promise<void> } {
    const items: T[] = []
    const done = last.then(() => {
      waiting = undefined
      return work(items)
    })
    last = done.catch(() => {})
    return { items, done }
  }

  return (item) => {
    waiting ??= nextBatch()
    waiting.items.push(item)
    return waiting.done
  }
}
