/** How much of one connection's work lies with the server at once, and how fast it goes on. */
export type SubmissionWindow = {
  /** Begins `work` now, or as soon as there is room for it: in the order in which it came. */
  enter(work: () => void): void
  /** A piece of it is done, and has changed so many rows. */
  leave(rows: number): void
  /** Nothing more is begun. */
  end(): void
}

const WIDEST = 200
const FIRST = 2
/** From so many rows on a piece is heavy: a series that was moved, a chunk of an import. */
const HEAVY = 2_000
/** Rows: a bucket that is full at the start and fills again at this pace. Who has used it up waits, and is not cut. */
const ROWS = { most: 20_000, perSecond: 2_000 }

/**
 * A few bytes may rewrite thousands of rows, and everybody waits for their turn behind them. So one connection has few
 * pieces under way while they are heavy, many while they are light. `monotonic`: milliseconds that never go back.
 */
export function createSubmissionWindow(monotonic: () => number): SubmissionWindow {
  const waiting: (() => void)[] = []
  const spend = rowBucket(monotonic)
  let width = FIRST
  let underWay = 0
  let pause: NodeJS.Timeout | undefined

  const begin = (): void => {
    const room = pause === undefined ? Math.max(0, width - underWay) : 0
    const next = waiting.splice(0, room)
    underWay += next.length
    for (const work of next) work()
  }
  return {
    enter: (work) => {
      waiting.push(work)
      begin()
    },
    leave: (rows) => {
      underWay -= 1
      width = rows > HEAVY ? 1 : Math.min(WIDEST, width * 2)
      const debt = spend(rows)
      if (debt > 0) {
        clearTimeout(pause)
        pause = setTimeout(() => {
          pause = undefined
          begin()
        }, debt).unref()
      }
      begin()
    },
    end: () => {
      clearTimeout(pause)
      waiting.length = 0
    },
  }
}

/** Answers for how many milliseconds nothing more may be spent. */
function rowBucket(monotonic: () => number): (rows: number) => number {
  let left = ROWS.most
  let last = monotonic()
  return (rows) => {
    const now = monotonic()
    left = Math.min(ROWS.most, left + ((now - last) / 1_000) * ROWS.perSecond) - rows
    last = now
    return Math.max(0, (-left / ROWS.perSecond) * 1_000)
  }
}
