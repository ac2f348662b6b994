import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe } from 'vitest'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import type { Store } from '../../src/storage/store.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { freshPglite } from './pglite.ts'
import { postgresBinaries, startPostgres } from './postgres-server.ts'

/**
 * The same cases on SQLite, PGlite and PostgreSQL; the last is skipped, visibly, where it is not installed. `open` gives the
 * store of the database at hand, emptied before each test; it is closed after all of them.
 */
export function onThreeStores(cases: (open: () => Promise<Store>) => void): void {
  describe('SQLite', () => {
    onOneStore(cases, openOwnSqlite)
  })
  describe('PGlite', () => {
    onOneStore(cases, async (stack) => stack.use(await freshPglite()))
  })
  describe.skipIf(postgresBinaries === undefined)('PostgreSQL', () => {
    onOneStore(cases, openOwnPostgres)
  })
}

function onOneStore(
  cases: (open: () => Promise<Store>) => void,
  make: (stack: AsyncDisposableStack) => Promise<Store>,
): void {
  const stack = new AsyncDisposableStack()
  let store: Promise<Store> | undefined
  const open = () => (store ??= make(stack))
  beforeEach(async () => empty(await open()))
  afterAll(() => stack.disposeAsync())
  cases(open)
}

async function openOwnSqlite(stack: AsyncDisposableStack): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'dayloom-sqlite-'))
  stack.defer(() => rmSync(folder, { recursive: true, force: true }))
  return stack.use(await openSqlite({ file: join(folder, 'desk.sqlite') }))
}

async function openOwnPostgres(stack: AsyncDisposableStack): Promise<Store> {
  const server = stack.use(await startPostgres())
  return stack.use(await openDatabase({ url: await server.freshDatabase() }))
}

async function empty(store: Store): Promise<void> {
  await store.tx(async (tx) => {
    for (const table of Object.values(tx.tables)) await tx.delete(table)
  })
}
