import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { id } from '../support/rows.ts'
import * as ids from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { NewerVersionError } from '../../src/storage/migration.ts'
import { openPglite } from '../../src/storage/open-pglite.ts'
import { openPostgres } from '../../src/storage/open-postgres.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { postgresMigrations } from '../../sync-server/database/migrations/migrations.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { claim, doc, docUpdate, serverSetting } from '../../sync-server/database/schema.ts'
import { freshPglite } from '../support/pglite.ts'
import type { PostgresServer } from '../support/postgres-server.ts'
import { postgresBinaries, startPostgres } from '../support/postgres-server.ts'

const workspace = id(ids.WorkspaceId, 1)
const host = id(ids.MemberId, 1)
type Claim = typeof claim.$inferInsert

const aClaim = (n: string, starts: number, ends: number, edit: Partial<Claim> = {}): Claim => {
  return { id: n, workspace, host, starts, ends, kind: 'booking', createdAt: 0, ...edit }
}
const put =
  (key: string, value = key) =>
  async (tx: PostgresHandle) => {
    await tx.insert(serverSetting).values({ key, value })
  }

let server: PostgresServer | undefined
beforeAll(async () => {
  if (postgresBinaries !== undefined) server = await startPostgres()
})
afterAll(() => server?.[Symbol.asyncDispose]())

async function freshPostgres(): Promise<PostgresStore> {
  if (server === undefined) throw new Error('no PostgreSQL')
  return openDatabase({ url: await server.freshDatabase() })
}

describe('PGlite', () => {
  cases(freshPglite)

  test('a newer database is refused', async () => {
    await using store = await freshPglite()
    await store.tx((tx) => tx.execute(sql`insert into migration values (9999999999999, '9999_tomorrow')`))
    const snapshot = await store.pglite.dumpDataDir('none')
    await expect(openPglite({ migrations: postgresMigrations, snapshot })).rejects.toThrow(NewerVersionError)
  })
})

describe.skipIf(postgresBinaries === undefined)('PostgreSQL', () => {
  cases(freshPostgres)

  test('servers that start together migrate once', async () => {
    const url = (await server?.freshDatabase()) ?? ''
    const stores = await Promise.all(
      Array.from({ length: 4 }, () => openPostgres({ url, migrations: postgresMigrations })),
    )
    const [first] = stores
    const done = await first?.read.execute(sql`select tag from migration`)
    expect(done?.rows).toHaveLength(postgresMigrations.length)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('of two that wait for each other one loses with `conflict`, and `txAgain` tries once more', async () => {
    await using store = await freshPostgres()
    await store.tx(put('a'))
    await store.tx(put('b'))
    const firstLocks = gate(2)
    const swapped = (first: string, second: string, other: () => Promise<number>) => {
      let tries = 0
      return store.txAgain(async (tx) => {
        tries += 1
        // Else it could take its row before the other wakes up, and lose once more.
        if (tries > 1) await other()
        await tx.update(serverSetting).set({ value: 'x' }).where(eq(serverSetting.key, first))
        await firstLocks.pass()
        await tx.update(serverSetting).set({ value: 'y' }).where(eq(serverSetting.key, second))
        return tries
      })
    }
    const one: Promise<number> = swapped('a', 'b', () => two)
    const two: Promise<number> = swapped('b', 'a', () => one)
    expect(new Set(await Promise.all([one, two]))).toEqual(new Set([1, 2]))
  })

  test('a connection that is lost in the middle of a transaction is `unavailable`, and the next one is made anew', async () => {
    await using store = await freshPostgres()
    await using other = await freshPostgres()
    const losing = store.tx(async (tx) => {
      const { rows } = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await other.read.execute(sql`select pg_terminate_backend(${rows[0]?.pid}::int, 10000)`)
      await tx.execute(sql`select 1`)
    })
    await expect(losing).rejects.toEqual(new StorageError('unavailable', { code: 'ECONNRESET' }))
    expect(await store.tx(async (tx) => (await tx.execute(sql`select 1 as one`)).rows)).toEqual([{ one: 1 }])
  })

  test('a database that cannot be reached is `unavailable`', async () => {
    const url = 'postgresql://postgres@localhost/none?host=/nowhere'
    const opening = openPostgres({ url, migrations: postgresMigrations })
    await expect(opening).rejects.toEqual(new StorageError('unavailable', { code: 'ECONNREFUSED' }))
  })
})

/** Opens once `count` have come. */
function gate(count: number): { pass(): Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  let waiting = 0
  return {
    async pass() {
      waiting += 1
      if (waiting >= count) resolve(undefined)
      await promise
    },
  }
}

function cases(open: () => Promise<PostgresStore>): void {
  let store: PostgresStore
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())
  beforeEach(async () => {
    await store.tx((tx) => tx.execute(sql`truncate claim, doc, server_setting cascade`))
  })

  test('C1 exclusive claims on one host never overlap, whatever their kinds; half-open', async () => {
    await store.tx((tx) => tx.insert(claim).values([aClaim('a', 10, 20), aClaim('b', 20, 30)]))
    for (const kind of ['booking', 'hold', 'pending'] as const) {
      const taking = store.tx((tx) => tx.insert(claim).values(aClaim('c', 19, 21, { kind })))
      await expect(taking).rejects.toMatchObject({ reason: 'overlap', code: '23P01', constraint: 'claim_exclusive' })
    }
    expect(await store.read.select().from(claim)).toHaveLength(2)
  })

  test('C1 busy times, other hosts and other workspaces are not in the way', async () => {
    const others = [
      aClaim('b', 10, 20, { kind: 'busy' }),
      aClaim('c', 15, 25, { kind: 'busy' }),
      aClaim('d', 10, 20, { host: id(ids.MemberId, 2) }),
      aClaim('e', 10, 20, { workspace: id(ids.WorkspaceId, 2) }),
    ]
    await store.tx((tx) => tx.insert(claim).values([aClaim('a', 10, 20), ...others]))
    expect(await store.read.select().from(claim)).toHaveLength(5)
  })

  test('C1 a claim takes time, and is of a known kind', async () => {
    const empty = store.tx((tx) => tx.insert(claim).values(aClaim('a', 10, 10)))
    await expect(empty).rejects.toMatchObject({ constraint: 'claim_takes_time' })
    const odd = store.tx((tx) =>
      tx.execute(sql`insert into claim values ('a', 'w', 'h', 1, 2, 'odd', null, null, null, 0)`),
    )
    await expect(odd).rejects.toMatchObject({ constraint: 'claim_kind' })
  })

  test('a key that is there already is `duplicate`, without the value', async () => {
    await store.tx(put('secret-key'))
    const again: unknown = await store.tx(put('secret-key')).catch((error: unknown) => error)
    expect(again).toBeInstanceOf(StorageError)
    expect(again).toMatchObject({ reason: 'duplicate', constraint: 'server_setting_pkey' })
    expect(String(again)).not.toContain('secret-key')
  })

  test('a transaction that throws leaves nothing', async () => {
    const problem = new RangeError('mine')
    const failing = store.tx(async (tx) => {
      await put('a')(tx)
      throw problem
    })
    await expect(failing).rejects.toBe(problem)
    expect(await store.read.select().from(serverSetting)).toEqual([])
  })

  test('an error that was caught inside does not pass for a commit', async () => {
    await store.tx(put('a'))
    const swallowing = store.tx(async (tx) => {
      await put('b')(tx)
      await put('a')(tx).catch(() => undefined)
    })
    await expect(swallowing).rejects.toMatchObject({ name: 'StorageError', code: '25P02' })
    expect(await store.read.select().from(serverSetting)).toEqual([{ key: 'a', value: 'a' }])
  })

  test('an error caught around a savepoint leaves the rest to be committed', async () => {
    await store.tx(put('a'))
    await store.tx(async (tx) => {
      await put('b')(tx)
      await tx
        .transaction((inner) => inner.insert(serverSetting).values({ key: 'a', value: '' }))
        .catch(() => undefined)
    })
    expect(await store.read.select().from(serverSetting)).toHaveLength(2)
  })

  test('no error carries the values of its query, inside a transaction or outside', async () => {
    const wrong = sql`select ${'anna@example.org'}::bigint`
    const outside: unknown = await store.drizzle.execute(wrong).catch((error: unknown) => error)
    const inside: unknown = await store.tx((tx) => tx.execute(wrong)).catch((error: unknown) => error)
    for (const error of [outside, inside]) {
      expect(error).toEqual(new StorageError('storage-failed', { code: '22P02', statement: 'select $1::bigint' }))
    }
  })

  test('inside, `read` and `drizzle` are the transaction itself, however deep they are called', async () => {
    await store.tx(async (tx) => {
      await put('a')(tx)
      expect(await store.read.select().from(serverSetting)).toEqual([{ key: 'a', value: 'a' }])
      await Promise.all(
        [1, 2].map((n) => store.drizzle.insert(serverSetting).values({ key: `library ${n}`, value: '' })),
      )
    })
    expect(await store.read.select().from(serverSetting)).toHaveLength(3)
  })

  test('a library’s own transaction inside ours is part of it', async () => {
    const failing = store.tx(async () => {
      await store.drizzle.transaction((inner) => inner.insert(serverSetting).values({ key: 'inner', value: '' }))
      throw new RangeError('mine')
    })
    await expect(failing).rejects.toThrow('mine')
    expect(await store.read.select().from(serverSetting)).toEqual([])
  })

  test('a transaction inside a transaction is refused instead of waiting for ever', async () => {
    await expect(store.tx(() => store.tx(put('a')))).rejects.toThrow('a transaction is open here already')
  })

  test('many at once are all done', async () => {
    await Promise.all(Array.from({ length: 50 }, (_, n) => store.tx(put(`${n}`))))
    expect(await store.read.select().from(serverSetting)).toHaveLength(50)
  })

  test('sequences, bytes and moments beyond 32 bits come back as they went', async () => {
    const at = Date.UTC(9_999, 11, 31)
    const data = Uint8Array.of(0, 255, 128, 10)
    await store.tx(async (tx) => {
      const name = `${workspace}/directory` as const
      const [row] = await tx
        .execute<{ id: number }>(
          sql`insert into doc (workspace, name) values (${workspace}, ${name}) returning id::int`,
        )
        .then(({ rows }) => rows)
      await tx.insert(docUpdate).values({ doc: row?.id ?? 0, seq: 2 ** 40, actor: 'test', data, at })
    })
    const [row] = await store.read.select().from(docUpdate)
    expect(row).toMatchObject({ seq: 2 ** 40, at, device: null, command: null })
    expect(row?.data).toStrictEqual(data)
    expect(await store.read.select({ head: doc.head, epoch: doc.epoch }).from(doc)).toEqual([{ head: 0, epoch: 0 }])
  })

  test('a device’s command stands in a document’s log once', async () => {
    await store.tx((tx) => tx.execute(sql`insert into doc (workspace, name) values ('w', 'n')`))
    const [row] = await store.read.select().from(doc)
    const entry = { doc: row?.id ?? 0, actor: 'test', data: new Uint8Array(1), at: 0 }
    await store.tx((tx) =>
      tx.insert(docUpdate).values([
        { ...entry, seq: 1, command: 'c' },
        { ...entry, seq: 2 },
        { ...entry, seq: 3 },
      ]),
    )
    const again = store.tx((tx) => tx.insert(docUpdate).values({ ...entry, seq: 4, command: 'c' }))
    await expect(again).rejects.toMatchObject({ reason: 'duplicate', constraint: 'doc_update_once' })
  })
}
