import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { lockFolder } from '../src/storage/folder-lock.ts'
import type { PostgresStore } from '../src/storage/store.ts'
import type { ServerConfig } from './config.ts'
import { openDatabase } from './database/open-database.ts'

export type OpenStore = AsyncDisposable & {
  readonly store: PostgresStore
  /** Copies the embedded database, as of one moment, to a folder that is not there yet. Absent for any other. */
  readonly copyTo?: ((to: string) => Promise<void>) | undefined
}

/** The database that the configuration names. A data folder is ours alone: two processes on one PGlite lose data silently. */
export async function openStore({ dataDir, databaseUrl }: ServerConfig): Promise<OpenStore> {
  if (databaseUrl !== undefined || dataDir === undefined) {
    const store = await openDatabase(databaseUrl === undefined ? {} : { url: databaseUrl })
    return { store, [Symbol.asyncDispose]: () => store.close() }
  }
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  // The server of a start that was killed ends in order, which takes a moment.
  const lock = lockFolder(dataDir, { patience: 3_000 })
  try {
    const store = await openDatabase({ folder: databaseFolder(dataDir) })
    return {
      store,
      copyTo: store.copyTo,
      [Symbol.asyncDispose]: async () => {
        await store.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Where the embedded database lies in a server's data folder. */
export function databaseFolder(dataDir: string): string {
  return join(dataDir, 'database')
}
