import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { PostgresStore } from '../../src/storage/store.ts'
import { createEar } from './ear.ts'
import type { Rooms } from './rooms.ts'

const CHANNEL = 'dayloom_log'
const POLL_MS = 5_000

/** How server processes on one PostgreSQL hear of each other's commits. */
export type LogFollower = AsyncDisposable & {
  /** These documents (by the ids of their rows) have grown. A hint: what is lost costs delay and nothing else. */
  tell(documents: readonly number[]): void
}

/**
 * NOTIFY after a commit, in a statement of its own (inside the transaction it cost two thirds of the throughput), as a hint to
 * look at the heads; a look every 5 seconds as the net. On PGlite there is one process, and nothing to follow.
 */
export async function followLog(deps: {
  readonly store: PostgresStore
  readonly databaseUrl: string | undefined
  readonly rooms: Rooms
  readonly logger: Logger
}): Promise<LogFollower> {
  const { store, databaseUrl, rooms, logger } = deps
  if (databaseUrl === undefined) return { tell: () => undefined, [Symbol.asyncDispose]: async () => undefined }

  const look = createLook(rooms, logger)
  const ear = createEar({
    databaseUrl,
    channel: CHANNEL,
    logger,
    heard: (payload) => look(payload === '' ? 'all' : payload.split(',').map(Number)),
    anew: () => look('all'),
  })
  const timer = setInterval(() => {
    look('all')
    void ear.listen()
  }, POLL_MS).unref()
  await ear.listen()

  const grown = new Set<number>()
  let telling: Promise<void> | undefined
  const tellAll = async (): Promise<void> => {
    while (grown.size > 0) {
      const payload = payloadOf([...grown])
      grown.clear()
      await store.read
        .execute(sql`select pg_notify(${CHANNEL}, ${payload})`)
        .catch((error: unknown) => logger.warn({ err: error }, 'other processes were not told'))
    }
    telling = undefined
  }
  return {
    tell: (documents) => {
      for (const document of documents) grown.add(document)
      if (grown.size > 0) telling ??= tellAll()
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await ear.close()
      await telling
    },
  }
}

// PostgreSQL carries 8,000 bytes: beyond that, "look at everything".
function payloadOf(documents: readonly number[]): string {
  const ids = documents.join(',')
  return ids.length < 7_900 ? ids : ''
}

type Look = (documents: readonly number[] | 'all') => void

/** One look at a time; what is asked for meanwhile is looked at together. */
function createLook(rooms: Rooms, logger: Logger): Look {
  let wanted: Set<number> | 'all' = new Set()
  let looking = false
  const look = async (): Promise<void> => {
    looking = true
    while (wanted === 'all' || wanted.size > 0) {
      const documents: readonly number[] | 'all' = wanted === 'all' ? wanted : [...wanted]
      wanted = new Set()
      await rooms
        .refresh(documents)
        .catch((error: unknown) => logger.warn({ err: error }, 'the log could not be followed'))
    }
    looking = false
  }
  return (documents) => {
    if (documents === 'all') wanted = documents
    else if (wanted !== 'all') for (const document of documents) wanted.add(document)
    if (!looking) void look()
  }
}
