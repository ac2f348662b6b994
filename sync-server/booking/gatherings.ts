import { setImmediate as turnOfLoop } from 'node:timers/promises'

/** Questions under one key that come while one is being answered are asked together when it has been. */
export type Gatherings<A, T> = {
  /** What `ask` has for this one; undefined where it has nothing. Where it throws, all who were asked for together hear of it. */
  join(key: string, one: A, ask: AskTogether<A, T>): Promise<T | undefined>
}

export type AskTogether<A, T> = (all: readonly A[]) => Promise<ReadonlyMap<A, T>>

type Waiting<A, T> = PromiseWithResolvers<T | undefined> & { readonly one: A }

const MOST = 200

/** `most`: of those who are asked for at once. */
export function createGatherings<A, T>(most: number = MOST): Gatherings<A, T> {
  const queues = new Map<string, Waiting<A, T>[]>()

  async function drain(key: string, queue: Waiting<A, T>[], ask: AskTogether<A, T>): Promise<void> {
    // All whom the same turn has kept waiting are here by then.
    await turnOfLoop()
    while (queue.length > 0) await answer(queue.splice(0, most), ask)
    queues.delete(key)
  }

  return {
    async join(key, one, ask) {
      const waiting = { ...Promise.withResolvers<T | undefined>(), one }
      const queue = queues.get(key)
      if (queue) queue.push(waiting)
      else {
        const begun = [waiting]
        queues.set(key, begun)
        void drain(key, begun, ask)
      }
      return waiting.promise
    },
  }
}

async function answer<A, T>(batch: readonly Waiting<A, T>[], ask: AskTogether<A, T>): Promise<void> {
  try {
    const answers = await ask(batch.map(({ one }) => one))
    for (const { one, resolve } of batch) resolve(answers.get(one))
  } catch (error) {
    for (const { reject } of batch) reject(error)
  }
}
