import { AsyncLocalStorage } from 'node:async_hooks'

/** Work on the documents of this process, one piece after the other, in the order it was asked for. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** A piece that throws is its caller's matter; the next one runs all the same. Waiting for the lane inside it throws. */
export function createLane(): Lane {
  const inside = new AsyncLocalStorage<{ open: boolean }>()
  let last: Promise<unknown> = Promise.resolve()

  async function runAlone<T>(work: () => Promise<T>): Promise<T> {
    const piece = { open: true }
    try {
      return await inside.run(piece, work)
    } finally {
      piece.open = false
    }
  }
  return (work) => {
    if (inside.getStore()?.open === true) throw new Error('this piece of work would wait for itself')
    const result = last.then(() => runAlone(work))
    last = result.catch(() => undefined)
    return result
  }
}
