import { setTimeout as sleep } from 'node:timers/promises'

const WAIT_MS = 60_000

/** Throws after a minute. */
export async function until(holds: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + WAIT_MS
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`gave up waiting for: ${what}`)
    await sleep(5)
  }
}
