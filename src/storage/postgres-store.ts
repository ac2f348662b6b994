import type { PostgresHandle } from './handle.ts'
import { postgresHandle } from './handle.ts'
import { migratePostgres } from './migrate-postgres.ts'
import type { Migration } from './migration.ts'
import { StorageError, toStorageError } from './storage-error.ts'
import type { PostgresStore } from './store.ts'
import { createTransactionScope } from './transaction-scope.ts'

type Life = { readonly engine: PostgresStore['engine']; close(): Promise<void> }

/** A store on a drizzle database of either PostgreSQL driver, brought to the newest migration; closes it on failure. */
export async function createPostgresStore(
  db: object,
  migrations: readonly Migration[],
  life: Life,
): Promise<PostgresStore> {
  const outer = postgresHandle(db)
  const scope = createTransactionScope<PostgresHandle>()
  const routed = routedHandle(outer, scope.current)

  async function tx<T>(work: (tx: PostgresHandle) => Promise<T>): Promise<T> {
    scope.refuseNested()
    try {
      return await outer.transaction((inner) => scope.run(postgresHandle(inner), work))
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
  const close = () => (closed ??= life.close())
  try {
    await tx((inner) => migratePostgres(inner, migrations))
  } catch (error) {
    await close()
    throw error
  }
  return { read: routed, drizzle: routed, engine: life.engine, tx, txAgain, close, [Symbol.asyncDispose]: close }
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
