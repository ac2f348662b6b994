export type Heartbeat = Disposable & {
  heard(): void
  /** So much is on its way out, and is given the time that a slow line takes for it. */
  sent(bytes: number): void
}

/** Bytes in a millisecond: 32 KB a second. Whoever takes longer for a command cannot be told from a line that is dead. */
const SLOWEST = 32

/**
 * Sends a ping every `every` milliseconds, and calls `dead` where two in a row went unanswered, or where the machine has
 * slept in between: a socket seldom outlives that, and nothing tells.
 */
export function heartbeat(deps: { every: number; now: () => number; ping(): void; dead(): void }): Heartbeat {
  let silent = 0
  let underWay = 0
  let last = deps.now()
  const beat = () => {
    const slept = deps.now() - last > deps.every * 2
    last = deps.now()
    underWay = Math.max(0, underWay - deps.every * SLOWEST)
    if (slept || (silent >= 2 && underWay === 0)) return deps.dead()
    silent += 1
    deps.ping()
  }
  const timer = setInterval(beat, deps.every)
  return {
    heard: () => {
      silent = 0
    },
    sent: (bytes) => {
      underWay += bytes
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
