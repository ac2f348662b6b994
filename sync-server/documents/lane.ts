/** Work on the documents of this process, one piece after the other, in the order it was asked for. */
export type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** A piece that throws is its caller's matter; the next one runs all the same. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
}
