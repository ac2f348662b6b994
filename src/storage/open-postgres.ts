import { drizzle } from 'drizzle-orm/node-postgres'
import { type ClientBase, Pool } from 'pg'
import type { Migration } from './migration.ts'
import type { PostgresDriver } from './postgres-store.ts'
import { createPostgresStore } from './postgres-store.ts'
import { StorageError } from './storage-error.ts'
import type { PostgresStore, TransactionOptions } from './store.ts'

export type PostgresOptions = {
  /** `postgresql://…` */
  readonly url: string
  readonly migrations: readonly Migration[]
  readonly connections?: number
  /** Settings of each connection, by their names; `dayloom.workspace` for one. */
  readonly settings?: Readonly<Record<string, string>>
  /** An idle connection was lost (a restart of the database); the pool makes a new one by itself. */
  readonly onLost?: (error: Error) => void
}

/** PostgreSQL 15 or newer, by a pool of connections. Several processes may share it. */
export async function openPostgres(options: PostgresOptions): Promise<PostgresStore & { pool: Pool }> {
  const { url, connections = 10, settings = {} } = options
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: 'dayloom',
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool waits for it; its types do not say so
    onConnect: (client) => setAll(client, settings),
  })
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', (error) => options.onLost?.(error))
  const driver: PostgresDriver = {
    engine: 'postgres',
    db: drizzle(pool),
    transaction: (work, options) => inTransaction(pool, work, options),
    close: () => pool.end(),
  }
  return { ...(await createPostgresStore(driver, options.migrations)), pool }
}

async function setAll(client: ClientBase, settings: Readonly<Record<string, string>>): Promise<void> {
  for (const setting of Object.entries(settings)) await client.query('select set_config($1, $2, false)', setting)
}

// drizzle's transaction on a pool keeps the connection for ever where BEGIN fails; on one connection it does not.
async function inTransaction<T>(
  pool: Pool,
  work: (tx: object) => Promise<T>,
  options?: TransactionOptions,
): Promise<T> {
  const client = await pool.connect()
  let lost: Error | undefined
  const lose = (error: Error): void => {
    lost ??= error
  }
  // The pool does not listen to one that is in use, and a loss that nobody hears of ends the process.
  client.on('error', lose)
  try {
    return await drizzle(client).transaction(work, options)
  } catch (error) {
    // ROLLBACK has failed as well, and its error hides what has happened.
    throw lost === undefined ? error : new StorageError('unavailable', { code: 'ECONNRESET' })
  } finally {
    client.release(lost)
    client.off('error', lose)
  }
}
