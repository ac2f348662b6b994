import { errorFacts } from '../booking/error-facts.ts'
import type { OutboxDeps } from './create-postman.ts'
import { extendLease, LEASE, type OutboxMessage } from './due-messages.ts'

/** Often enough that one that fails does no harm. */
export const RENEWED_EVERY = LEASE / 4

/** A message that was taken stays so until it is disposed, however long it waits for a connection and its server takes. */
export function keepLease(
  { store, now, logger }: OutboxDeps,
  { id, ...taken }: OutboxMessage,
  everyMs: number,
): Disposable {
  let lease: number | undefined = taken.nextAt
  let isAsking = false
  async function renew(): Promise<void> {
    if (isAsking || lease === undefined) return
    isAsking = true
    const nextAt = lease
    try {
      lease = await store.tx((tx) => extendLease(tx, { id, nextAt }, now()))
    } catch (error) {
      logger.warn(errorFacts(error), 'a message at work could not be kept')
    }
    isAsking = false
  }
  const timer = setInterval(() => void renew(), everyMs)
  return { [Symbol.dispose]: () => clearInterval(timer) }
}
