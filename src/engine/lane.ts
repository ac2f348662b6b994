/** Work on one thing, one piece at a time, in the order it was asked for. */
export type Lane = {
  run<T>(work: () => Promise<T>): Promise<T>
  /** Settles once everything asked for so far has ended. */
  idle(): Promise<void>
}

/** A piece that throws is its caller's matter; the next one runs all the same. */
export function createLane(): Lane {
  let last: Promise<unknown> = Promise.resolve()
  const idle = async (): Promise<void> => {
    await last
  }
  const run = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => undefined)
    return result
  }
  return { run, idle }
}
