import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'drizzle-orm'
import { expect, test, vi } from 'vitest'
import { DamagedFileError } from '../../src/storage/damaged-file-error.ts'
import { putSetting, settingOf } from '../../src/storage/desk/setting.ts'
import type { DeskHandle } from '../../src/storage/handle.ts'
import { NewerVersionError } from '../../src/storage/migration.ts'
import { openSqlite } from '../../src/storage/open-sqlite.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const synced = vi.hoisted(() => new Set<number>())
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>()
  const fsyncSync = (descriptor: number) => {
    synced.add(fs.fstatSync(descriptor).ino)
    fs.fsyncSync(descriptor)
  }
  return { ...fs, fsyncSync }
})

const put = (key: string) => async (tx: DeskHandle) => putSetting(tx, { key, value: key })

test('Y1 a database is made in WAL with synchronous=FULL, and its folder synced', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  await store.tx(async (tx) => {
    expect(tx.desk.get(sql`pragma journal_mode`)).toEqual({ journal_mode: 'wal' })
    expect(tx.desk.get(sql`pragma synchronous`)).toEqual({ synchronous: 2 })
    expect(tx.desk.get(sql`pragma foreign_keys`)).toEqual({ foreign_keys: 0 })
  })
  expect(synced).toContain(statSync(folder.path).ino)
})

test('what was committed is there after reopening', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'new/desk.sqlite')
  {
    await using store = await openSqlite({ file })
    await store.tx(put('a'))
  }
  await using store = await openSqlite({ file })
  expect(settingOf(store.read, 'a')).toBe('a')
})

test('a transaction that throws leaves nothing, and what was thrown comes out as it is', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const problem = new RangeError('mine')
  const failing = store.tx(async (tx) => {
    putSetting(tx, { key: 'a', value: 'a' })
    throw problem
  })
  await expect(failing).rejects.toBe(problem)
  expect(settingOf(store.read, 'a')).toBeUndefined()
  await store.tx(put('b'))
  expect(settingOf(store.read, 'b')).toBe('b')
})

test('transactions run one after the other, each whole', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const increment = () =>
    store.tx(async (tx) => {
      const before = Number(settingOf(tx, 'n') ?? 0)
      await Promise.resolve()
      putSetting(tx, { key: 'n', value: `${before + 1}` })
    })
  await Promise.all(Array.from({ length: 50 }, increment))
  expect(settingOf(store.read, 'n')).toBe('50')
})

test('outside, nobody sees what is not committed; inside, `read` is the transaction itself', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const written = Promise.withResolvers<undefined>()
  const goOn = Promise.withResolvers<undefined>()
  const open = store.tx(async (tx) => {
    putSetting(tx, { key: 'a', value: 'a' })
    expect(settingOf(store.read, 'a')).toBe('a')
    written.resolve(undefined)
    await goOn.promise
  })
  await written.promise
  expect(settingOf(store.read, 'a')).toBeUndefined()
  goOn.resolve(undefined)
  await open
  expect(settingOf(store.read, 'a')).toBe('a')
})

test('a transaction inside a transaction is refused instead of waiting for ever', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  await expect(store.tx(() => store.tx(put('a')))).rejects.toThrow('a transaction is open here already')
})

test('work left behind by a transaction that has ended may open its own', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const ended = Promise.withResolvers<undefined>()
  let later: Promise<void> | undefined
  await store.tx(async () => {
    later = ended.promise.then(() => store.tx(put('later')))
  })
  ended.resolve(undefined)
  await later
  expect(settingOf(store.read, 'later')).toBe('later')
})

test('the reader cannot write', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  const writing = () => store.read.desk.run(sql`delete from setting`)
  expect(writing).toThrow(expect.objectContaining({ cause: expect.objectContaining({ code: 'SQLITE_READONLY' }) }))
})

test('a full disk is said so; what was there stays, and it goes on when there is room', async () => {
  using folder = temporaryFolder()
  await using store = await openSqlite({ file: join(folder.path, 'desk.sqlite') })
  await store.tx(put('before'))
  const full = store.tx(async (tx) => {
    tx.desk.get(sql`pragma max_page_count = 1`)
    putSetting(tx, { key: 'big', value: 'x'.repeat(1_000_000) })
  })
  await expect(full).rejects.toEqual(new StorageError('disk-full', { code: 'SQLITE_FULL' }))
  expect(settingOf(store.read, 'before')).toBe('before')

  await store.tx(async (tx) => {
    tx.desk.get(sql`pragma max_page_count = 1000000`)
    putSetting(tx, { key: 'after', value: 'x'.repeat(1_000_000) })
  })
  expect(settingOf(store.read, 'after')).toHaveLength(1_000_000)
})

test('a folder of a newer version is refused untouched', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  await (await openSqlite({ file })).close()
  const newer = new Database(file)
  newer.prepare("insert into migration values (9999999999999, '9999_tomorrow')").run()
  newer.close()
  const before = statSync(file).mtimeMs
  await expect(openSqlite({ file })).rejects.toThrow(NewerVersionError)
  expect(statSync(file).mtimeMs).toBe(before)
})

test('a file that is no database is named as damaged', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  writeFileSync(file, 'x'.repeat(10_000))
  await expect(openSqlite({ file })).rejects.toEqual(new DamagedFileError(file))
})

test('closing waits for the transaction at work, and twice is once', async () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'desk.sqlite')
  const store = await openSqlite({ file })
  const work = store.tx(put('last'))
  await Promise.all([store.close(), store.close(), work])
  await using again = await openSqlite({ file })
  expect(settingOf(again.read, 'last')).toBe('last')
})
