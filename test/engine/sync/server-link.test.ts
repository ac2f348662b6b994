import { expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, SERVER, signedIn, withCalendar } from '../../support/synced-desk.ts'
import { agenda, firstCalendar, hour, memorySecrets, openTestDesk } from '../../support/test-desk.ts'

const all = { kind: 'all' } as const

test('a fresh desk becomes the member’s, and keeps nothing of its own beginning', async () => {
  const server = createServerDouble()
  const member = server.join('ada@example.org', 'owner')
  await using desk = await signedIn(server, 'ada@example.org')
  expect(await desk.call.session.get()).toEqual({
    workspace: server.workspace,
    member,
    server: SERVER,
    email: 'ada@example.org',
  })
  expect(await desk.call.calendars.list()).toEqual([])
  expect(await desk.call.schedules.list()).toEqual([])
  expect(await desk.call.members.list()).toEqual([member])
  expect(server.received()).toBe(0)
})

test('a session that was ended shows as signed out; signing in again goes on', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  const { desk, calendar } = await withCalendar(server, 'ada@example.org')
  await using ada = desk
  server.signOutAll()
  await eventually(async () => (await ada.call.sync.state()).problem === 'signed-out')
  await ada.call.appointments.create(hour(calendar, 'Meanwhile', '2026-11-20T08:00:00+01:00'))
  expect(await ada.call.sync.state()).toMatchObject({ phase: 'offline', problem: 'signed-out', waiting: 1 })
  await expect(
    ada.call.session.connect({ server: SERVER, email: 'ada@example.org', password: 'wrong' }),
  ).rejects.toMatchObject({ data: { reason: 'sign-in-failed' } })
  await ada.call.session.connect({ server: 'http://moved.test', email: 'ada@example.org', password: 'password' })
  await online(ada.call)
  expect((await ada.call.session.get()).server).toBe('http://moved.test')
})

test('Y8 somebody who worked alone opens an account: the same ids go up', async () => {
  const server = createServerDouble()
  await using alone = await openTestDesk({ connect: server.connect })
  const calendar = await firstCalendar(alone.call)
  const { id } = await alone.call.appointments.create(hour(calendar, 'Alone', '2026-11-20T08:00:00+01:00'))
  const { workspace, member } = await alone.call.session.get()
  await alone.call.session.connect({ server: SERVER, email: 'ada@example.org', password: 'password', register: true })
  await online(alone.call)
  await using phone = await signedIn(server, 'ada@example.org')
  expect((await agenda(phone.call)).map(({ appointment, title }) => ({ appointment, title }))).toEqual([
    { appointment: id, title: 'Alone' },
  ])
  expect((await phone.call.session.get()).workspace).toEqual(workspace)
  expect((await phone.call.session.get()).member).toEqual({ ...member, email: 'ada@example.org' })
  expect((await phone.call.calendars.list()).map(({ calendar, permission }) => [calendar.id, permission])).toEqual([
    [calendar, 'admin'],
  ])
  expect(await phone.call.schedules.list()).toEqual(await alone.call.schedules.list())
})

test('Y8 somebody who worked alone joins a workspace: the calendars come along as new ones', async () => {
  const server = createServerDouble()
  const member = server.join('ada@example.org')
  await using alone = await openTestDesk({ connect: server.connect })
  const calendar = await firstCalendar(alone.call)
  const { id } = await alone.call.appointments.create(hour(calendar, 'Alone', '2026-11-20T08:00:00+01:00'))
  const removed = await alone.call.appointments.create(hour(calendar, 'Removed', '2026-11-20T09:00:00+01:00'))
  await alone.call.appointments.remove({ id: removed.id, scope: all })
  await alone.call.calendars.create({ name: 'Empty' })
  await alone.call.session.connect({ server: SERVER, email: 'ada@example.org', password: 'password' })
  await online(alone.call)
  expect(await alone.call.sync.refused()).toEqual([])
  const [copied, ...others] = await alone.call.calendars.list()
  expect(others).toEqual([])
  expect(copied).toMatchObject({ calendar: { name: 'My calendar', owner: member.id }, permission: 'admin' })
  expect(copied?.calendar.id).not.toBe(calendar)
  const [shown, ...more] = await agenda(alone.call)
  expect(more).toEqual([])
  expect(shown).toMatchObject({ title: 'Alone', calendar: copied?.calendar.id, writable: true, sync: 'synced' })
  expect(shown?.appointment).not.toBe(id)
  await using phone = await signedIn(server, 'ada@example.org')
  expect(await agenda(phone.call)).toEqual(await agenda(alone.call))
})

test('Y8 an account whose confirmation was lost on the way is the same account at the next sign-in: the same ids go up', async () => {
  const server = createServerDouble()
  let losing = true
  const fetch = async (request: Request): Promise<Response> => {
    const response = await server.connect.fetch(request)
    if (losing && request.url.endsWith('/register')) throw new TypeError('fetch failed')
    return response
  }
  await using alone = await openTestDesk({ connect: { ...server.connect, fetch } })
  const calendar = await firstCalendar(alone.call)
  const { id } = await alone.call.appointments.create(hour(calendar, 'Alone', '2026-11-20T08:00:00+01:00'))
  const schedules = await alone.call.schedules.list()
  const account = { server: SERVER, email: 'ada@example.org', password: 'password' }
  const lost = alone.call.session.connect({ ...account, register: true })
  await expect(lost).rejects.toMatchObject({ data: { reason: 'server-unreachable' } })
  losing = false
  await alone.call.session.connect(account)
  await online(alone.call)
  expect((await agenda(alone.call)).map(({ appointment, title }) => ({ appointment, title }))).toEqual([
    { appointment: id, title: 'Alone' },
  ])
  expect(await alone.call.schedules.list()).toEqual(schedules)
  await using phone = await signedIn(server, 'ada@example.org')
  expect(await agenda(phone.call)).toEqual(await agenda(alone.call))
})

test('where a secret cannot be kept nothing has changed', async () => {
  const server = createServerDouble()
  server.join('ada@example.org')
  const noPlace = {
    ...memorySecrets(),
    set: () => {
      throw new Error('no key store')
    },
  }
  await using desk = await openTestDesk({ connect: server.connect, secrets: noPlace })
  const before = await desk.call.session.get()
  const account = { server: SERVER, email: 'ada@example.org', password: 'password' }
  await expect(desk.call.session.connect(account)).rejects.toThrow('no key store')
  expect(await desk.call.session.get()).toEqual(before)
})

test('a server that cannot be reached, or is none, is named as such', async () => {
  const server = createServerDouble()
  await using desk = await openTestDesk({ connect: server.connect })
  const account = { server: SERVER, email: 'ada@example.org', password: 'password' }
  server.cut()
  await expect(desk.call.session.connect(account)).rejects.toMatchObject({ data: { reason: 'server-unreachable' } })
  server.heal()
  await expect(desk.call.session.connect(account)).rejects.toMatchObject({ data: { reason: 'sign-in-failed' } })
  await using elsewhere = await openTestDesk({
    connect: { ...server.connect, fetch: async () => new Response('<h1>A web site</h1>', { status: 200 }) },
  })
  await expect(elsewhere.call.session.connect(account)).rejects.toMatchObject({ data: { reason: 'server-refused' } })
})

test('a desk that is closed waits for no server that keeps it waiting', async () => {
  const server = createServerDouble()
  server.join('ada@example.org', 'owner')
  let silent = false
  const ends: unknown[] = []
  const fetch = (request: Request): Promise<Response> => {
    if (!silent) return server.connect.fetch(request)
    return new Promise((_, reject) => {
      request.signal.addEventListener('abort', () => {
        ends.push(request.signal.reason)
        reject(request.signal.reason)
      })
    })
  }
  await using desk = await openTestDesk({ connect: { ...server.connect, fetch } })
  await desk.call.session.connect({ server: SERVER, email: 'ada@example.org', password: 'password' })
  await online(desk.call)
  silent = true
  await desk.reopen()
  await eventually(async () => (await desk.call.sync.state()).phase === 'connecting')
  await desk.close()
  expect(ends).toMatchObject([{ name: 'AbortError' }])
  silent = false
  await desk.reopen()
  await online(desk.call)
})
