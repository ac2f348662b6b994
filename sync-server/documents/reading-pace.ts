/** A bucket of each is full at the start and fills again at this pace; above it reading pauses. */
const PACE = {
  frames: { most: 2_000, perSecond: 1_000 },
  bytes: { most: 16 * 1_024 * 1_024, perSecond: 1_024 * 1_024 },
}

/** How fast one socket is read: whoever sends more waits, and is not cut. */
export type ReadingPace = {
  /** Milliseconds to wait before reading on. */
  take(bytes: number): number
}

/** `monotonic`: milliseconds that never go back. */
export function createReadingPace(monotonic: () => number): ReadingPace {
  let frames = PACE.frames.most
  let bytes = PACE.bytes.most
  let last = monotonic()
  return {
    take: (size) => {
      const now = monotonic()
      const seconds = (now - last) / 1_000
      last = now
      frames = Math.min(PACE.frames.most, frames + seconds * PACE.frames.perSecond) - 1
      bytes = Math.min(PACE.bytes.most, bytes + seconds * PACE.bytes.perSecond) - size
      return Math.max(0, (-frames / PACE.frames.perSecond) * 1_000, (-bytes / PACE.bytes.perSecond) * 1_000)
    },
  }
}
