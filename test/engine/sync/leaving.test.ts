import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DeviceId } from '../../../src/core/model/ids.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble, type ServerDouble } from '../../support/server-double.ts'
import { online, SERVER, shows, signedIn } from '../../support/synced-desk.ts'
import { agenda, hour, memorySecrets, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

const ADA = 'ada@example.org'
const SECRET = 'Befund Frau Petersen'
const ACCOUNT = { server: SERVER, email: ADA, password: 'password' }

/** Every byte in the desk's folder, as text. */
function onDisk({ folder }: TestDesk): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')
}

/** Ada at two desks; on the first stand things of every kind: synced, waiting, refused, a colleague's. */
async function twoDesks(server: ServerDouble) {
  server.join(ADA, 'owner')
  const bob = server.join('bob@example.org')
  const kept = memorySecrets()
  const laptop = await openTestDesk({ connect: server.connect, secrets: kept, deviceName: 'laptop' })
  await laptop.call.session.connect(ACCOUNT)
  const desktop = await signedIn(server, ADA)
  const { id: calendar } = await laptop.call.calendars.create({ name: `Calendar of ${SECRET}` })
  await laptop.call.appointments.create(hour(calendar, SECRET, '2026-11-20T08:00:00+01:00'))
  await online(laptop.call)
  await shows(desktop.call, [SECRET])
  return { laptop, desktop, calendar, kept, bob }
}

async function wiped({ call }: TestDesk): Promise<void> {
  await eventually(async () => (await call.session.get().catch(() => undefined))?.wiped !== undefined, {
    what: 'the wipe',
  })
}

const deviceNamed = async ({ call }: TestDesk, name: string): Promise<DeviceId> => {
  const found = (await call.session.devices()).find((device) => device.name === name)
  return found?.id ?? DeviceId.parse(newId())
}

test('Y8 a device that is lost is signed out from another one: nothing of what it held is left on its disk', async () => {
  const server = createServerDouble()
  const { laptop, desktop, calendar, kept } = await twoDesks(server)
  await using lost = laptop
  await using own = desktop
  const before = await lost.call.session.get()
  server.cut()
  await lost.call.appointments.create(hour(calendar, `Unsent ${SECRET}`, '2026-11-20T09:00:00+01:00'))
  expect(onDisk(lost)).toContain(SECRET)
  server.heal()
  await online(own.call)
  server.judge = () => ({ reason: 'forbidden', retry: false })
  await own.call.session.revokeDevice({ device: await deviceNamed(own, 'laptop') })
  await wiped(lost)

  const after = await lost.call.session.get()
  expect(after.wiped?.why).toBe('revoked')
  expect(after.server).toBeUndefined()
  expect([after.workspace.id, after.member.id]).not.toContain(before.workspace.id)
  expect((await lost.call.sync.state()).phase).toBe('alone')
  expect(await titles(lost.call)).toEqual([])
  expect(await lost.call.sync.refused()).toEqual([])
  expect((await lost.call.calendars.list()).map((view) => view.calendar.name)).toEqual(['My calendar'])
  expect(kept.get('session')).toBeUndefined()
  expect(onDisk(lost)).not.toContain(SECRET)
  expect(onDisk(lost)).not.toContain(before.workspace.id)
  expect(await titles(own.call)).toEqual([SECRET])

  await lost.close()
  expect(onDisk(lost)).not.toContain(SECRET)
  await lost.reopen()
  expect((await lost.call.session.get()).wiped?.why).toBe('revoked')
  await lost.call.session.seenWiped()
  expect((await lost.call.session.get()).wiped).toBeUndefined()
})

test('Y8 a device that was revoked while it was off is wiped when it next connects', async () => {
  const server = createServerDouble()
  const { laptop, desktop } = await twoDesks(server)
  await using lost = laptop
  await using own = desktop
  await lost.close()
  await own.call.session.revokeDevice({ device: await deviceNamed(own, 'laptop') })
  await lost.reopen()
  await wiped(lost)
  expect(onDisk(lost)).not.toContain(SECRET)
})

test('a wiped device can be signed in again, as a device of its own', async () => {
  const server = createServerDouble()
  const { laptop, desktop } = await twoDesks(server)
  await using lost = laptop
  await using own = desktop
  const device = await deviceNamed(own, 'laptop')
  await own.call.session.revokeDevice({ device })
  await wiped(lost)
  await lost.call.session.connect(ACCOUNT)
  await online(lost.call)
  await shows(lost.call, [SECRET])
  const listed = (await own.call.session.devices()).map(({ name, isThis }) => ({ name, isThis }))
  expect(listed.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
    { name: 'laptop', isThis: false },
    { name: 'test', isThis: true },
  ])
  expect(await deviceNamed(own, 'laptop')).not.toBe(device)
})

test('signed out and kept: the copy stays and can be worked on, and is sent once the same person signs in again', async () => {
  const server = createServerDouble()
  const { laptop, desktop, calendar } = await twoDesks(server)
  await using own = laptop
  await using other = desktop
  const session = await own.call.session.signOut({ copy: 'keep' })
  expect([session.server, session.email, session.wiped]).toEqual([SERVER, ADA, undefined])
  await eventually(async () => (await own.call.sync.state()).problem === 'signed-out')
  await own.call.appointments.create(hour(calendar, 'Meanwhile', '2026-11-20T09:00:00+01:00'))
  expect(await titles(own.call)).toEqual([SECRET, 'Meanwhile'])
  await own.call.session.connect(ACCOUNT)
  await online(own.call)
  await shows(other.call, [SECRET, 'Meanwhile'])
})

test('signed out and wiped: nothing stays on this disk, everything stays on the server; also without a server to hear of it', async () => {
  const server = createServerDouble()
  const { laptop, desktop, kept } = await twoDesks(server)
  await using own = laptop
  await using other = desktop
  server.cut()
  const session = await own.call.session.signOut({ copy: 'wipe' })
  expect([session.server, session.wiped?.why]).toEqual([undefined, 'signed-out'])
  expect(onDisk(own)).not.toContain(SECRET)
  expect(kept.get('session')).toBeUndefined()
  server.heal()
  expect(await titles(other.call)).toEqual([SECRET])
})

test('a desk that works alone has nobody to sign out, and no devices', async () => {
  await using alone = await openTestDesk()
  await expect(alone.call.session.signOut({ copy: 'wipe' })).rejects.toMatchObject({
    data: { reason: 'not-connected' },
  })
  await expect(alone.call.session.devices()).rejects.toMatchObject({ data: { reason: 'not-connected' } })
  expect(await agenda(alone.call)).toEqual([])
})
