import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE } from '../../../src/core/contract/sync-protocol.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { eventually } from '../../support/eventually.ts'
import { awarenessFrame } from '../../../sync-server/documents/stock-frames.ts'
import { appointment, memberRow } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CARA,
  fillWorkspace,
  id,
  QUARTER,
  share,
  startServer,
  tokenFor,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { serverState } from './server-state.ts'
import { createCopy, openDevice } from './test-device.ts'

let server: StartedServer
const providers: WebsocketProvider[] = []
let devices = 500
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server, [
    [CALENDAR, BEN, 'write'],
    [CALENDAR, CARA, 'read'],
  ])
})
afterEach(async () => {
  for (const provider of providers.splice(0)) provider.destroy()
  await server.close()
})

/** A WebsocketProvider as it is published: only the document and the token are ours. */
function connect(member: ids.MemberId, options: { document?: string; doc?: Y.Doc; token?: string } = {}) {
  const {
    document = QUARTER,
    doc = new Y.Doc(),
    token = tokenFor(server, member, id(ids.DeviceId, (devices += 1))),
  } = options
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, document, doc, {
    protocols: [`token.${token}`],
    disableBc: true,
  })
  providers.push(provider)
  return { doc, provider }
}

const synced = ({ provider }: { provider: WebsocketProvider }) => eventually(() => provider.synced, { what: 'synced' })
const titlesIn = (doc: Y.Doc) => readAppointments(doc, CALENDAR).valid.map(({ title }) => title)

test('two unchanged WebsocketProviders converge, whatever each wrote before it was connected', async () => {
  const [before1, before2] = [new Y.Doc(), new Y.Doc()]
  writeAppointment(before1, appointment(1, { title: 'first' }))
  writeAppointment(before2, appointment(2, { title: 'second' }))
  const one = connect(ANNA, { doc: before1 })
  const two = connect(BEN, { doc: before2 })
  await Promise.all([synced(one), synced(two)])
  writeAppointment(one.doc, appointment(3, { title: 'third' }))
  writeAppointment(two.doc, appointment(1, { title: 'first, edited' }))

  const everything = ['first, edited', 'second', 'third']
  await eventually(
    () => titlesIn(one.doc).join() === everything.join() && titlesIn(two.doc).join() === everything.join(),
  )
  expect(titlesIn(one.doc)).toEqual(everything)
  expect(Y.encodeStateVector(one.doc)).toEqual(Y.encodeStateVector(two.doc))
})

test('a stock client and a device see each other, and the rows are there', async () => {
  await using anna = await openDevice(server, ANNA)
  await anna.hello()
  await anna.command([
    {
      document: QUARTER,
      update: createCopy().write((doc) => writeAppointment(doc, appointment(1, { title: 'of the device' }))),
    },
  ])
  const stock = connect(BEN)
  await synced(stock)
  expect(titlesIn(stock.doc)).toEqual(['of the device'])

  writeAppointment(stock.doc, appointment(2, { title: 'of the stock client' }))
  await anna.nth('entries', 2)
  expect(titlesIn(anna.doc(QUARTER))).toEqual(['of the stock client'])
  const { appointments } = await serverState(server.deps.store.read)
  expect(appointments.map((row) => row.data.title)).toEqual(['of the device', 'of the stock client'])
})

test('what brings nothing new is not stored: a client that returns with all it knows leaves no entry', async () => {
  const one = connect(ANNA)
  await synced(one)
  writeAppointment(one.doc, appointment(1))
  await eventually(async () => (await serverState(server.deps.store.read)).appointments.length === 1)
  const before = await serverState(server.deps.store.read)

  one.provider.disconnect()
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(one.doc))
  const again = connect(ANNA, { doc: copy })
  await synced(again)
  writeAppointment(again.doc, appointment(2))
  await eventually(async () => (await serverState(server.deps.store.read)).appointments.length === 2)
  const after = await serverState(server.deps.store.read)
  expect(after.updates).toHaveLength(before.updates.length + 1)
})

test('a reader sees, and what it writes stays with it', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  const writer = connect(ANNA)
  const reader = connect(CARA)
  await Promise.all([synced(writer), synced(reader)])
  writeAppointment(reader.doc, appointment(9, { title: 'not allowed' }))
  await eventually(() => warn.mock.calls.some(([text]) => String(text).includes('read-only')))
  writeAppointment(writer.doc, appointment(1, { title: 'allowed' }))
  await eventually(() => titlesIn(reader.doc).includes('allowed'))
  expect(titlesIn(writer.doc)).toEqual(['allowed'])
  expect(reader.provider.wsconnected).toBe(true)
  const { appointments } = await serverState(server.deps.store.read)
  expect(appointments.map((row) => row.data.title)).toEqual(['allowed'])
  warn.mockRestore()
})

test.each([
  ['a bad token', { token: 'nonsense' }, CLOSE.unauthenticated],
  ['a document of somebody else', { document: `${QUARTER.split('/')[0] ?? ''}/private/${BEN}` }, CLOSE.forbidden],
  ['a name that is none', { document: 'kitchen' }, CLOSE.forbidden],
])('%s is closed for good', async (_, options, code) => {
  const { provider } = connect(ANNA, options)
  const closed = Promise.withResolvers<number>()
  provider.on('closed', ({ code }) => closed.resolve(code))
  expect(await closed.promise).toBe(code)
})

test('Y6 a withdrawn share closes the document', async () => {
  const reader = connect(CARA)
  await synced(reader)
  const closed = Promise.withResolvers<number>()
  reader.provider.on('closed', ({ code }) => closed.resolve(code))
  await share(server, CARA)
  expect(await closed.promise).toBe(CLOSE.forbidden)
})

test('looking at a calendar that nobody owns does not claim it', async () => {
  const document = documentName({ kind: 'calendar', workspace, calendar: id(ids.CalendarId, 9) })
  const before = await serverState(server.deps.store.read)
  const visitor = connect(CARA, { document })
  await synced(visitor)
  // Nor does writing anything but a calendar of one's own.
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  visitor.doc.getMap('meta').set('schema', 1)
  await eventually(() => warn.mock.calls.some(([text]) => String(text).includes('read-only')))
  warn.mockRestore()
  expect(await serverState(server.deps.store.read)).toEqual(before)
})

test('presence is relayed, and ends with the connection', async () => {
  const one = connect(ANNA)
  const two = connect(BEN)
  await Promise.all([synced(one), synced(two)])
  one.provider.awareness.setLocalState({ name: 'Anna' })
  await eventually(() => two.provider.awareness.getStates().get(one.doc.clientID)?.['name'] === 'Anna')
  one.provider.disconnect()
  await eventually(() => !two.provider.awareness.getStates().has(one.doc.clientID))
  expect([...two.provider.awareness.getStates().keys()]).toEqual([two.doc.clientID])
})

test('who somebody is, the server says, whatever they say themselves', async () => {
  const [one, two] = [connect(ANNA), connect(BEN)]
  await Promise.all([synced(one), synced(two)])
  const [liar, said] = [{ member: BEN, name: 'Ben', colour: '#000000' }, { cursor: 7 }]
  one.provider.awareness.setLocalState({ user: liar, ...said })
  const seen = await eventually(() => two.provider.awareness.getStates().get(one.doc.clientID))
  const { name, colour } = memberRow(1)
  expect(seen.value).toEqual({ user: { member: ANNA, name, colour }, ...said })
})

test('nobody speaks for the client of somebody else, and nobody is believed who tries', async () => {
  const [one, two, three] = [connect(ANNA), connect(BEN), connect(CARA)]
  await Promise.all([synced(one), synced(two), synced(three)])
  one.provider.awareness.setLocalState({ cursor: 1 })
  await eventually(() => two.provider.awareness.getStates().has(one.doc.clientID))
  // A later word, and the last one, of a client that is not the sender's; then one of its own.
  const spoken = new Awareness(new Y.Doc())
  const frames = [{ cursor: 'lie' }, null].map((state, n) => {
    spoken.states = new Map([[one.doc.clientID, state ?? {}]])
    spoken.meta.set(one.doc.clientID, { clock: 50 + n, lastUpdated: 0 })
    if (state === null) spoken.states.delete(one.doc.clientID)
    return awarenessFrame(encodeAwarenessUpdate(spoken, [one.doc.clientID]))
  })
  for (const frame of frames) three.provider.ws?.send(new Uint8Array(frame))
  three.provider.awareness.setLocalState({ cursor: 3 })
  await eventually(() => two.provider.awareness.getStates().get(three.doc.clientID)?.['cursor'] === 3)
  expect(two.provider.awareness.getStates().get(one.doc.clientID)?.['cursor']).toBe(1)
  spoken.destroy()
})

test('a person who comes back before the old socket is known to be dead is there', async () => {
  const one = connect(ANNA)
  const two = connect(BEN)
  await Promise.all([synced(one), synced(two)])
  one.provider.awareness.setLocalState({ cursor: 1 })
  await eventually(() => two.provider.awareness.getStates().has(one.doc.clientID))
  const again = new WebsocketProvider(`${server.url.replace('http', 'ws')}/sync`, QUARTER, one.doc, {
    protocols: [`token.${tokenFor(server, ANNA, id(ids.DeviceId, (devices += 1)))}`],
    disableBc: true,
    awareness: one.provider.awareness,
  })
  providers.push(again)
  await eventually(() => again.synced)
  one.provider.awareness.setLocalState({ cursor: 2 })
  await eventually(() => two.provider.awareness.getStates().get(one.doc.clientID)?.['cursor'] === 2)
  expect(again.wsconnected).toBe(true)
})
