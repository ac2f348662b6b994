import { setTimeout as pause } from 'node:timers/promises'

/** Asks until the answer is neither undefined nor false; the last error or a plain sentence after the deadline. Returns the answer and how long it took, in ms. */
export async function eventually<T>(
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  { deadlineMs = 45_000, everyMs = 20, what = 'it' }: { deadlineMs?: number; everyMs?: number; what?: string } = {},
): Promise<{ value: T; ms: number }> {
  const started = performance.now()
  let last: unknown
  while (performance.now() - started < deadlineMs) {
    try {
      const value = await ask()
      if (value !== undefined && value !== false) return { value, ms: performance.now() - started }
    } catch (error) {
      last = error
    }
    await pause(everyMs)
  }
  throw new Error(`${what} did not happen within ${deadlineMs} ms`, { cause: last })
}
