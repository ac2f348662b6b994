import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppointmentId } from '../../src/core/model/ids.ts'
import { network } from '../../src/engine/connect.ts'
import type { EngineOptions } from '../../src/engine/create-engine.ts'
import { restoreDesk } from '../../src/engine/desk/restore-desk.ts'
import { newId } from '../../src/engine/new-id.ts'
import { SESSION } from '../../src/engine/sync/server-link.ts'
import { backupDesk } from '../../src/storage/desk/backup-desk.ts'
import { createServer, type SyncServer } from '../../sync-server/create-server.ts'
import { eventually } from '../support/eventually.ts'
import { replayRows } from '../support/replayed-rows.ts'
import { online } from '../support/synced-desk.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import {
  agenda,
  firstCalendar,
  hour,
  memorySecrets,
  NO_NETWORK,
  NOW,
  openTestDesk,
  titles,
  type TestDesk,
} from '../support/test-desk.ts'

const PASSWORD = 'correct horse battery'
const all = { kind: 'all' } as const

let server: SyncServer
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false, rateLimits: 'off' as const }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
}, 60_000)
afterAll(() => server?.close())

type Person = { readonly email: string; register?: true }

async function signIn({ call }: TestDesk, { email, register }: Person): Promise<void> {
  await call.session.connect({ server: server.url, email, password: PASSWORD, ...(register && { register }) })
  await online(call)
}

async function newDesk(options: Partial<EngineOptions> = {}) {
  const email = `ada-${randomUUID()}@example.org`
  const desk = await openTestDesk({ connect: network(), ...options })
  const calendar = await firstCalendar(desk.call)
  await signIn(desk, { email, register: true })
  return { desk, email, calendar }
}

/** A backup of a desk that is at work, in a folder that goes with the test. */
async function backedUp(desk: TestDesk) {
  const folder = temporaryFolder()
  const file = join(folder.path, 'backup.sqlite')
  await backupDesk(join(desk.folder, 'desk.sqlite'), file)
  return { file, [Symbol.dispose]: () => folder[Symbol.dispose]() }
}

/** The backup in the place of what a desk holds now, signed in again. */
async function putBack(desk: TestDesk, from: string, person: Person): Promise<void> {
  await desk.close()
  await restoreDesk({ from, folder: desk.folder, force: true, newId })
  await desk.reopen({ connect: network() })
  await signIn(desk, person)
}

/** The backup on a machine of its own. */
async function elsewhere(from: string, person: Person): Promise<TestDesk> {
  const desk = await openTestDesk()
  await putBack(desk, from, person)
  return desk
}

async function agreed(...desks: readonly TestDesk[]): Promise<void> {
  for (const { call } of desks) await online(call)
  const seen = async ({ call }: TestDesk) => JSON.stringify(await agenda(call))
  await eventually(async () => new Set(await Promise.all(desks.map(seen))).size === 1, { what: 'agreement' })
}

async function edit({ call }: TestDesk, id: AppointmentId, title: string): Promise<void> {
  await call.appointments.edit({ id, scope: all, edit: { title } })
}

/** The client ids with which a desk writes, by document. */
function clientIds({ folder }: TestDesk): string[] {
  const file = new Database(join(folder, 'desk.sqlite'), { readonly: true })
  try {
    return file
      .prepare("SELECT name || ' ' || client_id FROM local_document WHERE client_id IS NOT NULL")
      .pluck()
      .all()
      .map(String)
  } finally {
    file.close()
  }
}

function deviceOf({ folder }: TestDesk): string {
  const file = new Database(join(folder, 'desk.sqlite'), { readonly: true })
  try {
    const identity = file.prepare("SELECT value FROM setting WHERE key = 'identity'").pluck().get()
    return String(JSON.parse(String(identity)).device)
  } finally {
    file.close()
  }
}

async function expectReplayed(...desks: readonly TestDesk[]): Promise<void> {
  for (const desk of desks) {
    await desk.close()
    const { before, after } = await replayRows(join(desk.folder, 'desk.sqlite'), NOW)
    expect(after).toEqual(before)
  }
}

test('Y8 Y2 Y3 a desk restored from a backup gets back what it had sent since, and is another device', async () => {
  const { desk, email, calendar } = await newDesk()
  await using laptop = desk
  await using phone = await openTestDesk({ connect: network() })
  await signIn(phone, { email })
  const { id } = await laptop.call.appointments.create(hour(calendar, 'As it was', '2026-11-23T10:00:00+01:00'))
  await agreed(laptop, phone)
  using backup = await backedUp(laptop)
  const [device, clients] = [deviceOf(laptop), clientIds(laptop)]

  await edit(laptop, id, 'Edited since')
  await laptop.call.appointments.create(hour(calendar, 'New since', '2026-11-24T10:00:00+01:00'))
  await phone.call.appointments.create(hour(calendar, 'From the phone', '2026-11-25T10:00:00+01:00'))
  await agreed(laptop, phone)
  const before = await agenda(laptop.call)

  await putBack(laptop, backup.file, { email })
  await agreed(laptop, phone)
  expect(await agenda(laptop.call)).toEqual(before)
  expect(deviceOf(laptop)).not.toBe(device)
  await edit(laptop, id, 'Edited after the restore')
  await edit(phone, id, 'Edited on the phone')
  await agreed(laptop, phone)
  expect(clientIds(laptop).filter((one) => clients.includes(one))).toEqual([])
  expect(await laptop.call.sync.refused()).toEqual([])
  await expectReplayed(laptop, phone)
}, 120_000)

test('Y8 Y2 Y3 one backup on two machines, with work that had not been sent: both do their work, and both agree', async () => {
  const { desk, email, calendar } = await newDesk()
  await using original = desk
  const { id } = await original.call.appointments.create(hour(calendar, 'As it was', '2026-11-23T10:00:00+01:00'))
  await online(original.call)
  await original.reopen({ connect: NO_NETWORK })
  await edit(original, id, 'Edited offline')
  await original.call.appointments.create(hour(calendar, 'Made offline', '2026-11-24T10:00:00+01:00'))
  using backup = await backedUp(original)

  await using first = await elsewhere(backup.file, { email })
  await agreed(first)
  expect(await titles(first.call)).toEqual(['Edited offline', 'Made offline'])
  await edit(first, id, 'Edited on the first')
  await using second = await elsewhere(backup.file, { email })
  await second.call.appointments.create(hour(calendar, 'Made on the second', '2026-11-25T10:00:00+01:00'))
  // The one it was taken of has gone on by itself, and sends what the copies have sent as well.
  await original.call.appointments.create(hour(calendar, 'Made on the original', '2026-11-26T10:00:00+01:00'))
  await original.reopen({ connect: network() })
  await agreed(first, second, original)

  expect(await titles(original.call)).toEqual([
    'Edited on the first',
    'Made offline',
    'Made on the second',
    'Made on the original',
  ])
  for (const { call } of [first, second, original]) expect(await call.sync.refused()).toEqual([])
  const used = [first, second, original].flatMap(clientIds)
  expect(new Set(used).size).toBe(used.length)
  await expectReplayed(first, second, original)
}, 120_000)

test('a desk is backed up while it writes: the backup is whole, holds no secret, and opens elsewhere', async () => {
  const secrets = memorySecrets()
  const { desk, email, calendar } = await newDesk({ secrets })
  await using laptop = desk
  let written = 0
  const writing = (async () => {
    for (; written < 40; written += 1) {
      await laptop.call.appointments.create(hour(calendar, `Visit ${written}`, '2026-11-23T10:00:00+01:00'))
    }
  })()
  await eventually(() => written >= 5)
  const known = written
  using backup = await backedUp(laptop)
  await writing
  expect(readFileSync(backup.file).includes(secrets.get(SESSION) ?? '')).toBe(false)
  await using copy = await openTestDesk()
  await copy.close()
  await restoreDesk({ from: backup.file, folder: copy.folder, force: true, newId })
  expect(existsSync(join(copy.folder, 'secrets.json'))).toBe(false)
  await copy.reopen()
  expect((await titles(copy.call)).length).toBeGreaterThanOrEqual(known)
  expect((await copy.call.session.get()).email).toBe(email)
}, 120_000)
