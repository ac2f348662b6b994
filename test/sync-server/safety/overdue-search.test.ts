import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { within } from '../../../sync-server/safety/confine.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { workspace } from '../../support/rows.ts'

describe.skipIf(postgresBinaries === undefined)('a search that waits for a connection', () => {
  let stack: AsyncDisposableStack
  let store: PostgresStore

  beforeEach(async () => {
    stack = new AsyncDisposableStack()
    const url = await stack.use(await startPostgres()).freshDatabase()
    store = stack.use(await openPostgres({ url, migrations: [], connections: 1 }))
  })
  afterEach(() => stack.disposeAsync())

  test('S15 does not begin where it was given up meanwhile, and leaves the connection to others', async () => {
    const begun: string[] = []
    const blocker = Promise.withResolvers<void>()
    const first = store.tx(() => blocker.promise)
    const gone = new AbortController()
    const search = (name: string, signal?: AbortSignal) =>
      within(store, workspace, async () => begun.push(name), signal && { signal })
    const overdue = search('overdue', gone.signal).catch((error: unknown) => error)
    const other = search('other', new AbortController().signal)
    gone.abort()
    blocker.resolve()
    await first
    expect(await overdue).toBe(gone.signal.reason)
    await other
    expect(begun).toEqual(['other'])
  })

  test('S15 is ended by the database where it takes longer than anybody waits, and so is nothing after it', async () => {
    const endless = () => store.read.execute(sql`select pg_sleep(600)`)
    await expect(within(store, workspace, endless, { most: 50 })).rejects.toMatchObject({ code: '57014' })
    const { rows } = await store.read.execute(sql`select current_setting('statement_timeout') as most`)
    expect(rows).toEqual([{ most: '0' }])
  })
})
