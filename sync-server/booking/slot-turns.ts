import type { BookingAttempt } from './booking-attempt.ts'
import type { BookingOutcome } from './booking-outcome.ts'
import { type AskTogether, createGatherings } from './gatherings.ts'

/** Who asks for a slot at which another attempt is at work, or was a moment ago, in this process. */
export type SlotTurns<A = BookingAttempt, T = BookingOutcome> = {
  /**
   * `work`; where there was another attempt under this key, what `early` says after the last one has ended, asked once for all
   * who have waited for it, and `work` only where that has nothing for this one. A burst of attempts on one slot is then
   * mostly refused together, without waiting for locks one after the other.
   */
  after(key: string, attempt: A, ways: Ways<A, T>): Promise<T>
}

type Ways<A, T> = { readonly early: AskTogether<A, T>; readonly work: () => Promise<T> }

/** Keys of some tens of characters. */
const MOST = 1_000

export function createSlotTurns<A = BookingAttempt, T = BookingOutcome>(most: number = MOST): SlotTurns<A, T> {
  // In the order in which they were worked on.
  const last = new Map<string, Promise<void>>()
  const waiting = createGatherings<A, T>()

  async function take(key: string, work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>()
    last.delete(key)
    last.set(key, promise)
    for (const oldest of last.keys()) if (last.size > most) last.delete(oldest)
    return work().finally(resolve)
  }

  return {
    async after(key, attempt, { early, work }) {
      for (;;) {
        const before = last.get(key)
        if (!before) return take(key, work)
        await before
        const answer = await waiting.join(key, attempt, early)
        if (answer !== undefined) return answer
        // Where somebody else of those who waited is at work by now, that one may decide.
        if (last.get(key) === before) return take(key, work)
      }
    },
  }
}
