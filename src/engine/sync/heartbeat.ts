export type Heartbeat = Disposable & { heard(): void }

/**
 * Sends a ping every `every` milliseconds, and calls `dead` where two in a row went unanswered, or where the machine has
 * slept in between: a socket seldom outlives that, and nothing tells.
 */
export function heartbeat(deps: { every: number; now: () => number; ping(): void; dead(): void }): Heartbeat {
  let silent = 0
  let last = deps.now()
  const beat = () => {
    const slept = deps.now() - last > deps.every * 2
    last = deps.now()
    if (slept || silent >= 2) return deps.dead()
    silent += 1
    deps.ping()
  }
  const timer = setInterval(beat, deps.every)
  return {
    heard: () => {
      silent = 0
    },
    [Symbol.dispose]: () => clearInterval(timer),
  }
}
