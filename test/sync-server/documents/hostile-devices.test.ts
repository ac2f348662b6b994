import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { CLOSE, encodeMessage, PROTOCOL_VERSION } from '../../../src/core/contract/sync-protocol.ts'
import { entitiesOf } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { signSyncPass } from '../../../sync-server/accounts/sync-token.ts'
import { appointment } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  fillWorkspace,
  id,
  QUARTER,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { serverState } from './server-state.ts'
import { commandId, createCopy, openDevice } from './test-device.ts'

let server: StartedServer
beforeAll(async () => {
  server = await startServer()
  await fillWorkspace(server, [[CALENDAR, BEN, 'write']])
})
afterAll(() => server.close())

test('Y5 a causal gap is neither stored nor acknowledged, and may come again', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const copy = createCopy()
  const first = copy.write((doc) => writeAppointment(doc, appointment(10)))
  const second = copy.write((doc) => writeAppointment(doc, appointment(11)))
  const before = await serverState(server.deps.store.read)
  expect(await anna.command([{ document: QUARTER, update: second }])).toMatchObject({ reason: 'gap', retry: true })
  expect(await serverState(server.deps.store.read)).toEqual(before)
  expect(await anna.command([{ document: QUARTER, update: first }])).toMatchObject({ kind: 'accepted' })
  expect(await anna.command([{ document: QUARTER, update: second }])).toMatchObject({ kind: 'accepted' })
})

test('Y5 nobody writes under the client id of another device, not even of the same person', async () => {
  await using anna = await openDevice(server, ANNA)
  await using ben = await openDevice(server, BEN)
  await using other = await openDevice(server, ANNA)
  for (const device of [anna, ben, other]) await device.hello()
  const copy = createCopy(4_711)
  const honest = copy.write((doc) => writeAppointment(doc, appointment(20)))
  const next = copy.write((doc) => writeAppointment(doc, appointment(21)))
  expect(await anna.command([{ document: QUARTER, update: honest }])).toMatchObject({ kind: 'accepted' })

  const before = await serverState(server.deps.store.read)
  for (const squatter of [ben, other]) {
    expect(await squatter.command([{ document: QUARTER, update: next }])).toMatchObject({
      reason: 'client-id',
      retry: false,
    })
  }
  expect(await serverState(server.deps.store.read)).toEqual(before)
  expect(await anna.command([{ document: QUARTER, update: next }])).toMatchObject({ kind: 'accepted' })
})

test('Y5 an entity that cannot be read is refused', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const before = await serverState(server.deps.store.read)
  const update = createCopy().write((doc) => {
    entitiesOf(doc, 'appointments').set(id(ids.AppointmentId, 30), new Y.Map([['title', 5]]))
  })
  expect(await anna.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'invalid', retry: false })
  expect(await serverState(server.deps.store.read)).toEqual(before)
})

test('a document of a newer version is not touched by us', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  // The highest client id: of two versions written apart, its own stands.
  const update = createCopy(4_294_967_295).write((doc) => doc.getMap('meta').set('schema', 2))
  expect(await anna.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'newer-version', retry: false })
})

test('without a token that lives the socket is closed with 4401', async () => {
  const device = id(ids.DeviceId, 900)
  const expired = signSyncPass(server.deps.serverKey, { workspace, member: ANNA, device, expiresAt: server.deps.now() })
  const foreignKey = new Uint8Array(32)
  const later = instant(server.deps.now() + 60_000)
  const forged = signSyncPass(foreignKey, { workspace, member: ANNA, device, expiresAt: later })
  for (const token of [expired, forged, 'x', 'a.b', '']) {
    await using socket = await openDevice(server, ANNA, { token })
    expect(await socket.closed()).toEqual({ code: CLOSE.unauthenticated, reason: 'unauthenticated' })
  }
})

test('a stranger with a genuine token of a workspace that is not there is turned away', async () => {
  await using socket = await openDevice(server, id(ids.MemberId, 77))
  socket.send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: {}, visible: [] })
  expect((await socket.closed()).code).toBe(CLOSE.forbidden)
  expect(socket.messages).toEqual([])
})

test.each([
  ['text', 'hello'],
  ['nothing', new Uint8Array()],
  ['noise', Uint8Array.of(1, 2, 3, 250)],
  ['another message', encodeMessage({ kind: 'pong' })],
  [
    'a command before hello',
    encodeMessage({
      kind: 'command',
      id: commandId(),
      parts: [{ document: 'x', epoch: 0, update: Uint8Array.of(0, 0) }],
    }),
  ],
  ['another protocol', encodeMessage({ kind: 'hello', protocol: PROTOCOL_VERSION + 1, documents: {}, visible: [] })],
])('%s closes the socket as malformed', async (_, frame) => {
  await using socket = await openDevice(server, ANNA)
  socket.sendRaw(frame)
  expect((await socket.closed()).code).toBe(CLOSE.malformed)
})

test('more commands than credit are abuse', async () => {
  await using anna = await openDevice(server, ANNA)
  const { credit } = await anna.hello()
  for (let n = 0; n < credit * 3; n++) {
    anna.send({ kind: 'command', id: commandId(), parts: [{ document: QUARTER, epoch: 0, update: Uint8Array.of(9) }] })
  }
  expect((await anna.closed()).code).toBe(CLOSE.abuse)
})

test('a hundred refused commands in a moment are abuse', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  const send = () =>
    anna.send({ kind: 'command', id: commandId(), parts: [{ document: QUARTER, epoch: 0, update: Uint8Array.of(9) }] })
  for (let n = 0; n < 150; n++) send()
  expect((await anna.closed()).code).toBe(CLOSE.abuse)
})

test('an oversize frame ends its socket and nothing else', async () => {
  await using anna = await openDevice(server, ANNA)
  await using ben = await openDevice(server, BEN)
  await anna.hello()
  await ben.hello()
  anna.sendRaw(new Uint8Array(9 * 1_024 * 1_024))
  expect((await anna.closed()).code).toBe(1009)
  ben.send({ kind: 'ping' })
  expect(await ben.nth('pong')).toEqual({ kind: 'pong' })
})
