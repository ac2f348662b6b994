import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asc, sql } from 'drizzle-orm'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { askForBackup } from '../../../sync-server/backup/control-file.ts'
import { restoreDatabase } from '../../../sync-server/backup/restore-database.ts'
import { runTask } from '../../../sync-server/backup/run-task.ts'
import { writeBackup } from '../../../sync-server/backup/write-backup.ts'
import { readConfig } from '../../../sync-server/config.ts'
import { createServer } from '../../../sync-server/create-server.ts'
import { doc, docUpdate } from '../../../sync-server/database/schema.ts'
import { openDatabase } from '../../../sync-server/database/open-database.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { appointment } from '../../support/rows.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createCopy, openDevice } from '../documents/test-device.ts'
import { ANNA, fillWorkspace, QUARTER } from '../started-server.ts'

let folder: ReturnType<typeof temporaryFolder>
let data: string
let backup: string
beforeEach(() => {
  folder = temporaryFolder()
  data = join(folder.path, 'server')
  backup = join(folder.path, 'backup')
})
afterEach(() => folder[Symbol.dispose]())

const open = (dataDir = data) =>
  createServer({ host: '127.0.0.1', port: 0, dataDir, demo: false, json: false }, { logger: pino({ level: 'silent' }) })

/** What a data folder's database says of the quarter: its epoch, its head, and the sequences in its log. */
async function quarterIn(dataDir: string) {
  await using store = await openDatabase({ folder: join(dataDir, 'database') })
  const rows = await store.read
    .select({ epoch: doc.epoch, head: doc.head, seq: docUpdate.seq })
    .from(docUpdate)
    .innerJoin(doc, sql`${doc.id} = ${docUpdate.doc} and ${doc.name} = ${QUARTER}`)
    .orderBy(asc(docUpdate.seq))
  return { epoch: rows[0]?.epoch ?? 0, head: rows[0]?.head ?? 0, seqs: rows.map(({ seq }) => seq) }
}

function newAppointment(n: number): Uint8Array {
  const startsAt = Date.UTC(2026, 10, 23)
  const time = { kind: 'timed', startsAt, endsAt: startsAt + 3_600_000, zone: 'Europe/Berlin' }
  return createCopy().write((copy) => writeAppointment(copy, appointment(n, { time, createdBy: ANNA })))
}

test('Y1 a backup of a server at work: all that was acknowledged before is in it, in a log without a hole, in a new epoch', async () => {
  let acknowledged = 0
  {
    await using server = await open()
    await fillWorkspace(server)
    await using anna = await openDevice(server, ANNA)
    await anna.hello()
    const write = async (from: number, count: number) => {
      for (let n = from; n < from + count; n += 1) {
        expect((await anna.command([{ document: QUARTER, update: newAppointment(n) }])).kind).toBe('accepted')
        acknowledged += 1
      }
    }
    await write(1, 20)
    const known = acknowledged
    const going = write(21, 60)
    await askForBackup(data, backup)
    await going
    const other = join(folder.path, 'other')
    const { documents, replaced } = await restoreDatabase(other, { from: backup, force: false })
    expect({ documents, replaced }).toEqual({ documents: 2, replaced: undefined })
    const found = await quarterIn(other)
    expect(found.head).toBeGreaterThanOrEqual(known)
    expect(found.seqs).toEqual(Array.from({ length: found.head }, (_, index) => index + 1))
    expect(found.epoch).toBeGreaterThan(0)
    expect(existsSync(`${backup}.partial`)).toBe(false)
    expect(statSync(backup).mode & 0o777).toBe(0o700)
  }
  expect(existsSync(join(data, 'control.json'))).toBe(false)
}, 240_000)

test('the same backup restored twice begins two epochs; what was there before is kept beside it', async () => {
  {
    await using server = await open()
    await fillWorkspace(server)
    await using anna = await openDevice(server, ANNA)
    await anna.hello()
    await anna.command([{ document: QUARTER, update: newAppointment(1) }])
  }
  const config = (...args: string[]) => readConfig(['--data', data, ...args], {})
  const told = async (...args: string[]) => {
    const read = config(...args)
    return read.task ? runTask(read, read.task) : 'no task'
  }
  expect(await told('--backup', backup)).toBe(`The database is in ${backup}.`)
  const before = await quarterIn(data)
  await expect(told('--restore', backup)).rejects.toThrow('--force replaces it')
  expect(await told('--restore', backup, '--force')).toMatch(
    /^Restored, with a new epoch for 2 documents\. What was there/,
  )
  const first = await quarterIn(data)
  await told('--restore', backup, '--force')
  const second = await quarterIn(data)
  expect([before.epoch < first.epoch, first.epoch < second.epoch]).toEqual([true, true])
  expect([first.seqs, second.seqs]).toEqual([before.seqs, before.seqs])
  expect(readdirSync(data).filter((name) => name.startsWith('database.replaced-'))).toHaveLength(2)
  expect(await told('--new-epoch')).toBe('A new epoch has begun for 2 documents. The server may be started.')
  expect((await quarterIn(data)).epoch).toBeGreaterThan(second.epoch)
}, 240_000)

test('a backup that cannot be written leaves nothing behind; what is none is not restored, and nothing is touched', async () => {
  const failing = async (to: string) => {
    mkdirSync(to)
    writeFileSync(join(to, 'half'), 'of it')
    throw new Error('the disk is full')
  }
  await expect(writeBackup(failing, backup)).rejects.toThrow('the disk is full')
  expect(readdirSync(folder.path)).toEqual([])
  mkdirSync(backup)
  await expect(writeBackup(failing, backup)).rejects.toThrow('There is something at')
  await expect(restoreDatabase(data, { from: backup, force: true })).rejects.toThrow('is no backup of a Dayloom server')
  expect(existsSync(data)).toBe(false)
})

test('for PostgreSQL there are other tools, which is said; orders without the key are not found', async () => {
  const config = readConfig(['--backup', backup], { DATABASE_URL: 'postgresql://nobody@localhost/none' })
  await expect(runTask(config, { kind: 'backup', to: backup })).rejects.toThrow('PostgreSQL has pg_dump')
  await using server = await open()
  const order = (headers: Record<string, string>) =>
    fetch(new URL('/control/backup', server.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ to: backup }),
    }).then(({ status }) => status)
  expect(await order({})).toBe(404)
  expect(await order({ authorization: 'Bearer guessed' })).toBe(404)
  expect(existsSync(backup)).toBe(false)
  const { key } = JSON.parse(readFileSync(join(data, 'control.json'), 'utf8'))
  expect(statSync(join(data, 'control.json')).mode & 0o777).toBe(0o600)
  expect(await order({ authorization: `Bearer ${key}` })).toBe(200)
  expect(await order({ authorization: `Bearer ${key}` })).toBe(422)
}, 120_000)
