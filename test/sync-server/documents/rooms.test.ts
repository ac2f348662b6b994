import { afterEach, beforeEach, expect, test } from 'vitest'
import { createRooms, type Follower } from '../../../sync-server/documents/rooms.ts'
import { ANNA, BEN, DIRECTORY, fillWorkspace, startServer, workspace, type StartedServer } from '../started-server.ts'

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
})
afterEach(() => server.close())

const follower = (member: Follower['member']): Follower => ({
  member,
  offer: () => undefined,
  regrant: () => undefined,
})

test('whoever joins while another leaves a room that was still loading finds it loaded', async () => {
  const rooms = createRooms(server.deps.store.read)
  const [anna, ben] = [follower(ANNA), follower(BEN)]
  const left = rooms.join(workspace, anna)
  rooms.leave(workspace, anna)
  const room = await rooms.join(workspace, ben)
  await left
  expect([...room.heads.keys()]).toEqual([DIRECTORY])
  expect(room.grants.facts.role(BEN)).toBe('staff')
})

test('a room that could not be loaded is loaded by whoever comes next', async () => {
  const { store } = server.deps
  let isAway = true
  const db = new Proxy(store.read, {
    get: (target, key) => {
      if (isAway && key === 'select') throw new Error('away')
      const value: unknown = Reflect.get(target, key)
      return value
    },
  })
  const rooms = createRooms(db)
  await expect(rooms.join(workspace, follower(ANNA))).rejects.toThrow('away')
  isAway = false
  const room = await rooms.join(workspace, follower(BEN))
  expect([...room.heads.keys()]).toEqual([DIRECTORY])
})
