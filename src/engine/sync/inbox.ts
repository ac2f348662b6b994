/** Hands what arrives one by one to a reader that takes it in batches. */
export type Inbox<T> = {
  push(item: T): void
  /** Wakes the reader although nothing came. */
  wake(): void
  /** No more is to come: the reader gets what is left, then undefined. */
  close(): void
  /** What has come since, at most `limit`; empty after `wake`; undefined at the end. */
  next(limit: number): Promise<T[] | undefined>
}

export function createInbox<T>(): Inbox<T> {
  const items: T[] = []
  let closed = false
  let woken = false
  let resume: (() => void) | undefined
  const rouse = () => {
    woken = true
    resume?.()
  }
  return {
    push: (item) => {
      items.push(item)
      rouse()
    },
    wake: rouse,
    close: () => {
      closed = true
      rouse()
    },
    next: async (limit) => {
      if (items.length === 0 && !woken && !closed) await new Promise<void>((resolve) => (resume = resolve))
      woken = false
      if (items.length === 0 && closed) return undefined
      return items.splice(0, limit)
    },
  }
}
