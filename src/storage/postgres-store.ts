import { sql } from 'drizzle-orm'
import type { PostgresHandle } from './handle.ts'
import { postgresHandle } from './handle.ts'
import { migratePostgres } from './migrate-postgres.ts'
import type { Migration } from './migration.ts'
import { StorageError, toStorageError } from './storage-error.ts'
import type { PostgresStore, TransactionOptions } from './store.ts'
import { createTransactionScope } from './transaction-scope.ts'
import { withoutValues } from './without-values.ts'

/** What differs between the two drivers. `db` and what `transaction` gives are drizzle databases. */
export type PostgresDriver = {
  readonly engine: PostgresStore['engine']
  readonly db: object
  transaction<T>(work: (tx: object) => Promise<T>, options?: TransactionOptions): Promise<T>
  close(): Promise<void>
}

/** A store on either driver, brought to the newest migration. Closes the driver where that fails. */
export async function createPostgresStore(
  driver: PostgresDriver,
  migrations: readonly Migration[],
): Promise<PostgresStore> {
  const scope = createTransactionScope<PostgresHandle>()
  withoutValues(driver.db)
  const routed = routedHandle(postgresHandle(driver.db), scope.current)

  async function tx<T>(work: (tx: PostgresHandle) => Promise<T>, options?: TransactionOptions): Promise<T> {
    scope.refuseNested()
    try {
      return await driver.transaction((inner) => guarded(inner, (handle) => scope.run(handle, work)), options)
    } catch (error) {
      throw toStorageError(error)
    }
  }

  async function txAgain<T>(work: (tx: PostgresHandle) => Promise<T>): Promise<T> {
    try {
      return await tx(work)
    } catch (error) {
      if (error instanceof StorageError && error.reason === 'conflict') return tx(work)
      throw error
    }
  }

  let closed: Promise<void> | undefined
  const close = () => (closed ??= driver.close())
  try {
    await tx((inner) => migratePostgres(inner, migrations))
  } catch (error) {
    await close()
    throw error
  }
  return { read: routed, drizzle: routed, engine: driver.engine, tx, txAgain, close, [Symbol.asyncDispose]: close }
}

// PostgreSQL answers COMMIT after a failed query with a silent ROLLBACK: where `work` has caught such an error and ended as
// if nothing were wrong, one more question brings it to light.
async function guarded<T>(inner: object, work: (tx: PostgresHandle) => Promise<T>): Promise<T> {
  let failed = false
  withoutValues(inner, () => {
    failed = true
  })
  const handle = postgresHandle(inner)
  const value = await work(handle)
  if (failed) await handle.execute(sql`select 1`)
  return value
}

// PGlite has one connection: a question to the outer handle from inside a transaction would wait for itself.
function routedHandle(outer: PostgresHandle, current: () => PostgresHandle | undefined): PostgresHandle {
  return new Proxy(outer, {
    get(target, key) {
      const view = current() ?? target
      const value: unknown = Reflect.get(view, key)
      return typeof value === 'function' ? value.bind(view) : value
    },
  })
}
