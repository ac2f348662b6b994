import { Client } from 'pg'
import { sql } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { PostgresStore } from '../../src/storage/store.ts'
import type { Rooms } from './rooms.ts'

const CHANNEL = 'dayloom_log'
const POLL_MS = 5_000

/** How server processes on one PostgreSQL hear of each other's commits. */
export type LogFollower = AsyncDisposable & {
  /** Something was committed here. A hint: what is lost costs delay and nothing else. */
  tell(): void
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
  const ear = createEar(databaseUrl, look, logger)
  const timer = setInterval(() => {
    look()
    void ear.listen()
  }, POLL_MS).unref()
  await ear.listen()

  let telling: Promise<unknown> | undefined
  return {
    tell: () => {
      telling ??= store.read
        .execute(sql`select pg_notify(${CHANNEL}, '')`)
        .catch((error: unknown) => logger.warn({ err: error }, 'other processes were not told'))
        .finally(() => {
          telling = undefined
        })
    },
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await ear.close()
      await telling
    },
  }
}

/** One look at a time; what is asked for meanwhile is one more. */
function createLook(rooms: Rooms, logger: Logger): () => void {
  let looking = false
  let again = false
  const look = async (): Promise<void> => {
    again = false
    await rooms.refresh().catch((error: unknown) => logger.warn({ err: error }, 'the log could not be followed'))
    if (again) await look()
  }
  return () => {
    again = true
    if (looking) return
    looking = true
    void look().finally(() => {
      looking = false
    })
  }
}

/** A connection of its own that listens; a lost one is made anew at the next poll. */
function createEar(databaseUrl: string, look: () => void, logger: Logger) {
  let client: Client | undefined
  let closed = false

  const listen = async (): Promise<void> => {
    if (client || closed) return
    const fresh = new Client({ connectionString: databaseUrl, application_name: 'dayloom-follow' })
    client = fresh
    const lose = (): void => {
      if (client === fresh) client = undefined
    }
    fresh.on('error', lose)
    fresh.on('end', lose)
    fresh.on('notification', look)
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
      look()
    } catch (error) {
      lose()
      logger.warn({ err: error }, 'the log is followed by polling alone')
    }
  }
  return {
    listen,
    close: async () => {
      closed = true
      await client?.end()
    },
  }
}
