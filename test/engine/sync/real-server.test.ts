import { afterAll, beforeAll, expect, test } from 'vitest'
import pino from 'pino'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { network } from '../../../src/engine/connect.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { eventually } from '../../support/eventually.ts'
import { agenda, firstCalendar, hour, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

let server: SyncServer

beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
})

afterAll(() => server.close())

async function settled(call: Engine['call']): Promise<void> {
  await eventually(async () => {
    const { phase, waiting } = await call.sync.state()
    return phase === 'online' && waiting === 0
  })
}

async function desk(email: string, register?: true): Promise<TestDesk> {
  const desk = await openTestDesk({ connect: network() })
  const account = { server: server.url, email, password: 'correct horse battery' }
  await desk.call.session.connect(register ? { ...account, register } : account)
  return desk
}

test('Y8 Y2 a workspace begun alone goes up to the real server, and a second device shows the same', async () => {
  await using alone = await openTestDesk({ connect: network() })
  const calendar = await firstCalendar(alone.call)
  for (let index = 0; index < 30; index++) {
    const day = String(1 + (index % 28)).padStart(2, '0')
    await alone.call.appointments.create(hour(calendar, `Visit ${index}`, `2026-12-${day}T10:00:00+01:00`))
  }
  const account = { server: server.url, email: 'ada@example.org', password: 'correct horse battery', register: true }
  await alone.call.session.connect(account)
  await settled(alone.call)
  expect(await alone.call.sync.refused()).toEqual([])

  await using phone = await desk('ada@example.org')
  await settled(phone.call)
  expect(await agenda(phone.call)).toEqual(await agenda(alone.call))
  expect(await phone.call.schedules.list()).toEqual(await alone.call.schedules.list())
  expect(await phone.call.calendars.list()).toEqual(await alone.call.calendars.list())
  expect(await phone.call.session.get()).toEqual(await alone.call.session.get())

  const { id } = await phone.call.appointments.create(hour(calendar, 'From the phone', '2026-11-20T10:00:00+01:00'))
  await eventually(async () => (await titles(alone.call)).includes('From the phone'))
  await alone.call.appointments.edit({ id, scope: { kind: 'all' }, edit: { title: 'Both' } })
  await eventually(async () => (await titles(phone.call)).includes('Both'))
  await alone.reopen()
  await settled(alone.call)
  await settled(phone.call)
  expect(await agenda(alone.call)).toEqual(await agenda(phone.call))
})

test('an account is asked for once: the same address again is refused, a wrong password too', async () => {
  await using first = await desk('linus@example.org', true)
  await settled(first.call)
  await using second = await openTestDesk({ connect: network() })
  const account = { server: server.url, email: 'linus@example.org', password: 'correct horse battery' }
  await expect(second.call.session.connect({ ...account, register: true })).rejects.toMatchObject({
    data: { reason: 'account-exists' },
  })
  await expect(second.call.session.connect({ ...account, password: 'wrong password' })).rejects.toMatchObject({
    data: { reason: 'sign-in-failed' },
  })
  expect((await second.call.session.get()).server).toBeUndefined()
})
