import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { network } from '../../../src/engine/connect.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { eventually } from '../../support/eventually.ts'
import { newMember } from '../../support/people.ts'
import { online, shows } from '../../support/synced-desk.ts'
import { firstCalendar, hour, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

// The real server and real desks, over the loopback.

const PASSWORD = 'correct horse battery'
const SECRET = 'Befund Frau Petersen'

let server: SyncServer
let ada: TestDesk
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
  ada = await openTestDesk({ connect: network(), deviceName: 'Adas desk' })
  await ada.call.session.connect({ server: server.url, email: 'ada@example.org', password: PASSWORD, register: true })
  await online(ada.call)
})
afterAll(async () => {
  await ada?.[Symbol.asyncDispose]()
  await server?.close()
})

async function signedIn(email: string, deviceName: string): Promise<TestDesk> {
  const desk = await openTestDesk({ connect: network(), deviceName })
  await desk.call.session.connect({ server: server.url, email, password: PASSWORD })
  await online(desk.call)
  return desk
}

function onDisk({ folder }: TestDesk): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')
}

const wiped = ({ call }: TestDesk) =>
  eventually(async () => (await call.session.get().catch(() => undefined))?.wiped?.why === 'revoked', {
    what: 'the wipe',
  })

test('Y8 the desk of somebody who is ended is wiped, and their calendar is the successor’s', async () => {
  const { workspace } = await ada.call.session.get()
  const bob = newMember('bob@example.org', 'staff')
  await server.deps.accounts.addMember({ workspace: workspace.id, member: bob, password: PASSWORD })
  await using bobs = await signedIn('bob@example.org', 'Bobs desk')
  const { id: calendar } = await bobs.call.calendars.create({ name: 'Bob’s' })
  await bobs.call.appointments.create(hour(calendar, SECRET, '2026-11-20T08:00:00+01:00'))
  await online(bobs.call)
  const { member } = await ada.call.session.get()
  expect(await ada.call.members.end({ member: bob.id, successor: member.id })).toEqual([])
  await wiped(bobs)
  await shows(ada.call, [SECRET])
  expect(onDisk(bobs)).not.toContain(SECRET)
  expect(await titles(bobs.call)).toEqual([])
  await expect(
    bobs.call.session.connect({ server: server.url, email: 'bob@example.org', password: PASSWORD }),
  ).rejects.toMatchObject({ data: { reason: 'sign-in-failed' } })
}, 60_000)

test('Y8 a lost device is found in the list, signed out from there, and wiped; it can come again', async () => {
  await using phone = await signedIn('ada@example.org', 'Adas phone')
  await phone.call.appointments.create(hour(await firstCalendar(phone.call), SECRET, '2026-11-20T12:00:00+01:00'))
  await online(phone.call)
  const devices = await ada.call.session.devices()
  expect(devices.map(({ name, isThis }) => [name, isThis])).toEqual([
    ['Adas phone', false],
    ['Adas desk', true],
  ])
  const lost = devices.find(({ isThis }) => !isThis)
  if (lost) await ada.call.session.revokeDevice({ device: lost.id })
  await wiped(phone)
  expect(onDisk(phone)).not.toContain(SECRET)
  expect((await ada.call.session.devices()).map(({ name }) => name)).toEqual(['Adas desk'])
  await phone.call.session.connect({ server: server.url, email: 'ada@example.org', password: PASSWORD })
  await online(phone.call)
  await eventually(async () => (await titles(phone.call)).includes(SECRET))
}, 60_000)
