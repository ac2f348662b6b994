/** Who asks for a slot at which another attempt is at work, or was a moment ago, in this process. */
export type SlotTurns = {
  /**
   * `work`; where there was another attempt under this key, `early` after the last one has ended, and `work` only where that
   * says nothing: a burst of attempts on one slot is then mostly refused without waiting for locks one after the other.
   */
  after<T>(key: string, early: () => Promise<T | undefined>, work: () => Promise<T>): Promise<T>
}

/** Keys of some tens of characters. */
const MOST = 1_000

export function createSlotTurns(most: number = MOST): SlotTurns {
  // In the order in which they were worked on.
  const last = new Map<string, Promise<void>>()

  async function take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>()
    last.delete(key)
    last.set(key, promise)
    for (const oldest of last.keys()) if (last.size > most) last.delete(oldest)
    return work().finally(resolve)
  }

  return {
    async after(key, early, work) {
      const before = last.get(key)
      if (!before) return take(key, work)
      await before
      return (await early()) ?? take(key, work)
    },
  }
}
