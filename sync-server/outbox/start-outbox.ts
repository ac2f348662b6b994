import { HOUR } from '../../src/core/model/instant.ts'
import { errorFacts } from '../booking/error-facts.ts'
import { createPostman, type Delivery, type OutboxDeps } from './create-postman.ts'
import { type OutboxMessage, takeDueMessages } from './due-messages.ts'
import { forgetOld } from './forget-old.ts'
import { keepLease, RENEWED_EVERY } from './keep-lease.ts'

export type Outbox = AsyncDisposable & {
  /** Lets the messages at work finish. */
  close(): Promise<void>
}

export type OutboxOptions = {
  /** Between two looks into an empty outbox. */
  readonly pauseMs?: number
  /** For so long a message at work stays taken without more being said. */
  readonly renewMs?: number
  readonly onDelivery?: (delivery: Delivery) => void
}

/** At work at the same time. One that takes long keeps no other from leaving. */
const MOST = 40
/** Fewer are worth fetching more; or so many ms have passed. */
const ENOUGH = 20
const PATIENCE_MS = 100

/**
 * Sends what waits in the outbox: at least once, again after a failure (5 s, then three times as long each time, at most 12
 * hours), set aside after twelve attempts; forgets them after a month.
 */
export async function startOutbox(
  deps: OutboxDeps,
  { pauseMs = 500, renewMs = RENEWED_EVERY, onDelivery = () => {} }: OutboxOptions = {},
): Promise<Outbox> {
  const postman = await createPostman(deps, onDelivery)
  const stopping = new AbortController()
  const atWork = new Map<string, Promise<void>>()

  let tidied: number | undefined
  async function tidy(): Promise<void> {
    const now = deps.now()
    if (tidied !== undefined && now < tidied + HOUR) return
    tidied = now
    await forgetOld(deps.store, now)
  }

  async function round(): Promise<number> {
    await tidy()
    const messages = await takeDueMessages(deps.store, deps.now(), MOST - atWork.size)
    // One that it has already: the machine slept, or the database was away, for longer than it was taken for.
    const fresh = messages.filter(({ id }) => !atWork.has(id))
    for (const message of fresh) atWork.set(message.id, deliver(message))
    return fresh.length
  }

  async function deliver(message: OutboxMessage): Promise<void> {
    using _ = keepLease(deps, message, renewMs)
    await postman.deliver(message)
    atWork.delete(message.id)
  }

  // Fetching them one by one would cost more than sending them.
  async function room(): Promise<void> {
    const waiting = new AbortController()
    const late = pause(PATIENCE_MS, waiting.signal).then(() => waiting.abort())
    while (atWork.size > ENOUGH && !waiting.signal.aborted) await Promise.race([late, ...atWork.values()])
    waiting.abort()
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const taken = await round().catch((error: unknown) => {
        deps.logger.error(errorFacts(error), 'the outbox could not be read')
        return 0
      })
      if (taken === 0) await pause(pauseMs, stopping.signal)
      else await room()
    }
    await Promise.all(atWork.values())
  }

  const running = run()
  const close = async () => {
    stopping.abort()
    await running
    postman.close()
  }
  return { close, [Symbol.asyncDispose]: close }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
