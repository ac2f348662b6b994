import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAppointment } from '../../src/core/document/write-appointment.ts'
import { readAppointments } from '../../src/core/document/read-appointments.ts'
import { createServer, type SyncServer } from '../../sync-server/create-server.ts'
import { FolderInUseError } from '../../src/storage/folder-lock.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { startFailure } from '../../sync-server/start-failure.ts'
import { startProcess } from '../support/started-process.ts'
import { appointment } from '../support/rows.ts'
import { createCopy, openDevice } from './documents/test-device.ts'
import { ANNA, CALENDAR, fillWorkspace, QUARTER, startServer } from './started-server.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dayloom-server-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const open = (): Promise<SyncServer> =>
  createServer({ host: '127.0.0.1', port: 0, dataDir: folder, demo: false, json: false })

test('health and readiness; after the end the port is closed and connections are told', async () => {
  const server = await startServer()
  await fillWorkspace(server)
  const ask = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`)
    return { status: answer.status, body: await answer.json() }
  }
  expect(await ask('/healthz')).toEqual({ status: 200, body: { ok: true } })
  expect(await ask('/readyz')).toEqual({ status: 200, body: { ready: true, database: true, lagMs: 0 } })
  expect(await ask('/no/where/at/all')).toEqual({ status: 404, body: { error: 'not-found' } })

  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  await Promise.all([server.close(), server.close()])
  expect((await anna.closed()).code).toBe(1001)
  await expect(fetch(`${server.url}/healthz`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is said in one sentence', async () => {
  await using server = await startServer()
  const port = Number(new URL(server.url).port)
  const second = startServer({ port })
  await expect(second).rejects.toThrow('EADDRINUSE')
  expect(startFailure(await second.catch((error: unknown) => error))).toBe(
    'The port is taken: choose another one with --port, or 0 for any that is free.',
  )
  expect(startFailure(new StorageError('unavailable', { code: 'ECONNREFUSED' }))).toBe(
    'The database cannot be reached.',
  )
  expect(startFailure(new Error('a bug'))).toBeUndefined()
})

test('what was written is there after the end and a new start; a second server on the folder is refused', async () => {
  {
    await using server = await open()
    await fillWorkspace(server)
    await expect(open()).rejects.toThrow(FolderInUseError)
    await using anna = await openDevice(server, ANNA)
    await anna.hello()
    const update = createCopy().write((doc) => writeAppointment(doc, appointment(1)))
    expect((await anna.command([{ document: QUARTER, update }])).kind).toBe('accepted')
  }
  await using server = await open()
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  expect(readAppointments(anna.doc(QUARTER), CALENDAR).valid).toEqual([appointment(1)])
}, 120_000)

test('as a process: one line when ready, one sentence when the folder is taken, an orderly end', async () => {
  const args = ['--data', folder, '--port', '0', '--json']
  const first = await startProcess('sync-server/index.ts', args)
  const { url } = first.ready
  expect(first.ready).toEqual({ ready: true, url, mailbox: `${String(url)}/mailbox`, accounts: [] })
  await expect(startProcess('sync-server/index.ts', args)).rejects.toThrow(
    `Dayloom is already running on ${folder}; close it first, or choose another folder.`,
  )
  expect(await first.end('SIGTERM')).toBe(0)
}, 180_000)
