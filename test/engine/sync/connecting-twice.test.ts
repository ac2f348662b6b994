import { expect, test } from 'vitest'
import type { SyncSocket } from '../../../src/engine/connect.ts'
import { createServerDouble } from '../../support/server-double.ts'
import { online, SERVER } from '../../support/synced-desk.ts'
import { agenda, firstCalendar, hour, openTestDesk } from '../../support/test-desk.ts'

test('Y8 whoever asks twice at once to join a workspace joins once: everything comes along once, over one line', async () => {
  const server = createServerDouble()
  server.join('ada@example.org')
  const sockets: SyncSocket[] = []
  const openSocket: typeof server.connect.openSocket = (...of) => {
    const socket = server.connect.openSocket(...of)
    sockets.push(socket)
    return socket
  }
  await using alone = await openTestDesk({ connect: { ...server.connect, openSocket } })
  const calendar = await firstCalendar(alone.call)
  await alone.call.appointments.create(hour(calendar, 'Alone', '2026-11-20T08:00:00+01:00'))
  const connect = () => alone.call.session.connect({ server: SERVER, email: 'ada@example.org', password: 'password' })
  await Promise.all([connect(), connect()])
  await online(alone.call)
  expect((await agenda(alone.call)).map(({ title }) => title)).toEqual(['Alone'])
  expect(await alone.call.calendars.list()).toHaveLength(1)
  expect(sockets.filter(({ readyState }) => readyState <= 1)).toHaveLength(1)
})
