import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { randomBytes } from 'node:crypto'
import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { CLOSE, encodeMessage, LARGEST_COMMAND } from '../../../src/core/contract/sync-protocol.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { entityAt } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { signSyncPass } from '../../../sync-server/accounts/sync-token.ts'
import { eventually } from '../../support/eventually.ts'
import { appointment } from '../../support/rows.ts'
import { commandId, createCopy, openDevice } from '../documents/test-device.ts'
import { ANNA, BEN, CALENDAR, CARA, DIRECTORY, id, QUARTER, tokenFor, workspace } from '../started-server.ts'
import { attackedServer } from './attacked-server.ts'

const attacked = attackedServer()
const bytes = (...numbers: number[]) =>
  encoding.encode((encoder) => {
    for (const number of numbers) encoding.writeVarUint(encoder, number)
  })

/** What Ben makes of the document that `copy` holds. */
function madeOf(copy: { doc: Y.Doc }, work: (doc: Y.Doc) => void, client = 900): Uint8Array {
  const own = createCopy()
  Y.applyUpdate(own.doc, Y.encodeStateAsUpdate(copy.doc))
  own.doc.clientID = client
  return own.write(work)
}

test('Y5 squatting a client id: what is written under another’s is refused; one taken beforehand holds nobody up', async () => {
  const { copy } = await attacked.honest(4_711)
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const under = madeOf(copy, (doc) => writeAppointment(doc, appointment(1)), 4_711)
  expect(await ben.command([{ document: QUARTER, update: under }])).toMatchObject({ reason: 'client-id', retry: false })
  expect(await attacked.state()).toEqual(before)

  const taken = createCopy(4_712).write((doc) => writeAppointment(doc, appointment(2, { createdBy: BEN })))
  expect(await ben.command([{ document: QUARTER, update: taken }])).toMatchObject({ kind: 'accepted' })
  await using anna = await attacked.enter(ANNA)
  const late = createCopy(4_712).write((doc) => {
    doc.getMap('meta').set('schema', 1)
    writeAppointment(doc, appointment(3, { createdBy: ANNA }))
  })
  expect(await anna.command([{ document: QUARTER, update: late }])).toMatchObject({ reason: 'client-id' })
  await attacked.goesOn()
})

test('Y5 wiping by a delete set: whoever may write takes nobody’s entry out, nor puts another in its place', async () => {
  const { copy } = await attacked.honest(4_720)
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const all = bytes(0, 1, 4_720, 1, 0, Y.getState(copy.doc.store, 4_720))
  const [entry = ''] = [...copy.doc.getMap('appointments').keys()]
  const wiped = madeOf(copy, (doc) => doc.getMap('appointments').delete(entry))
  const replaced = madeOf(copy, (doc) => doc.getMap('appointments').set(entry, new Y.Map([['title', 'mine']])))
  for (const update of [all, wiped, replaced]) {
    expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden', retry: false })
  }
  const emptied = madeOf(copy, (doc) => {
    for (const key of entityAt(doc, 'appointments', entry)?.keys() ?? [])
      entityAt(doc, 'appointments', entry)?.delete(key)
  })
  expect(await ben.command([{ document: QUARTER, update: emptied }])).toMatchObject({ kind: 'refused', retry: false })
  const hidden = madeOf(copy, (doc) => {
    const to = id(ids.AppointmentId, 999)
    entityAt(doc, 'appointments', entry)?.set(`movedTo:${to}`, { home: QUARTER, at: 1 })
  })
  expect(await ben.command([{ document: QUARTER, update: hidden }])).toMatchObject({ reason: 'forbidden' })
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 signing for another: nobody says in a colleague’s name that they made or called off something', async () => {
  const { copy } = await attacked.honest(4_725)
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const [entry = ''] = [...copy.doc.getMap('appointments').keys()]
  const set = (key: string, value: unknown) =>
    madeOf(copy, (doc) => entityAt(doc, 'appointments', entry)?.set(key, value))
  const forged = [
    set('status:cancelled', { by: ANNA, at: 1 }),
    set('cancellation', { by: ANNA, at: 1 }),
    set('checkIn', { by: CARA, at: 1 }),
    set(`earlier:1/${ANNA}`, {
      by: ANNA,
      at: 1,
      time: { kind: 'all-day', firstDay: '2026-12-01', lastDay: '2026-12-01' },
    }),
    set('base', { ...Object(entityAt(copy.doc, 'appointments', entry)?.get('base')), createdBy: CARA }),
    createCopy(901).write((doc) => writeAppointment(doc, appointment(5, { createdBy: ANNA }))),
  ]
  for (const update of forged) {
    expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden', retry: false })
  }
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 V2 bomb: the second encoding, in which a few bytes say a great deal, is not read at all', async () => {
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const large = new Y.Doc()
  large.transact(() => {
    for (let n = 0; n < 50_000; n++) large.getMap('appointments').set('x', 'aaaaaaaa')
  })
  const bombs = [Y.encodeStateAsUpdateV2(large), bytes(0, 0, 8, 1, 0, 2 ** 50, 1, 2 ** 31, 0)]
  for (const update of bombs) {
    expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ kind: 'refused', retry: false })
  }
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 gap flood: what hangs in the air is neither kept nor acknowledged, and whoever goes on is cut off', async () => {
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const copy = createCopy(902)
  copy.write((doc) => writeAppointment(doc, appointment(1, { createdBy: BEN })))
  const flood = setInterval(() => {
    for (let n = 0; n < 40; n++) {
      const update = copy.write((doc) => doc.getMap('meta').set('schema', 1))
      ben.send({ kind: 'command', id: commandId(), parts: [{ document: QUARTER, epoch: 0, update }] })
    }
  }, 50)
  expect((await ben.closed()).code).toBe(CLOSE.abuse)
  clearInterval(flood)
  const answers = ben.messages.filter(({ kind }) => kind === 'accepted' || kind === 'refused')
  expect(new Set(answers.map((one) => (one.kind === 'refused' ? `${one.reason} ${one.retry}` : one.kind)))).toEqual(
    new Set(['gap true']),
  )
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

const nested = (levels: number): Uint8Array => {
  const deep = new Uint8Array(levels * 2 + 1).fill(1)
  for (let n = 0; n < levels; n++) deep[n * 2] = 117
  deep[levels * 2] = 126
  return deep
}

test('Y5 deep nesting: neither a value nor a whole message exhausts the stack of anybody', async () => {
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const entry = id(ids.AppointmentId, 6)
  const head = encoding.encode((encoder) => {
    for (const byte of [1, 2, 7, 0, 0x27, 1]) encoding.writeUint8(encoder, byte)
    encoding.writeVarString(encoder, 'appointments')
    encoding.writeVarString(encoder, entry)
    for (const byte of [1, 0x28, 0, 7, 0]) encoding.writeUint8(encoder, byte)
    encoding.writeVarString(encoder, 'title')
    encoding.writeVarUint(encoder, 1)
  })
  const update = Buffer.concat([head, nested(400_000), Uint8Array.of(0)])
  expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'too-large', retry: false })
  ben.sendRaw(nested(500_000))
  expect(await ben.closed()).toEqual({ code: CLOSE.malformed, reason: 'malformed' })
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 huge counts: what is claimed and not there is not waited for, nor is room made for it', async () => {
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const claims = [
    bytes(2 ** 40, 1, 7, 0),
    bytes(1, 2 ** 32, 7, 0, 0, 1),
    bytes(1, 1, 7, 0, 0, 2 ** 50, 0),
    bytes(0, 1, 7, 2 ** 40),
    bytes(0, 2 ** 50),
    bytes(1, 1, 7, 2 ** 53 - 2, 0, 5, 0),
  ]
  for (const update of claims) {
    expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ kind: 'refused' })
  }
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 write on read-only: a reader is refused, over a device and as a stock client, and goes on reading', async () => {
  await using cara = await attacked.enter(CARA)
  const before = await attacked.state()
  const update = createCopy(903).write((doc) => writeAppointment(doc, appointment(7, { createdBy: CARA })))
  expect(await cara.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden', retry: false })
  const part = { document: QUARTER, update }
  const own = { document: documentName({ kind: 'member', workspace, member: CARA }), update: Uint8Array.of(0, 0) }
  expect(await cara.command([own, part])).toMatchObject({ reason: 'forbidden' })

  const doc = new Y.Doc()
  const token = tokenFor(attacked.server, CARA, id(ids.DeviceId, 801))
  const url = `${attacked.server.url.replace('http', 'ws')}/sync`
  const provider = new WebsocketProvider(url, QUARTER, doc, { protocols: [`token.${token}`], disableBc: true })
  await eventually(() => provider.synced)
  writeAppointment(doc, appointment(8, { createdBy: CARA }))
  await attacked.goesOn()
  await eventually(() => [...doc.getMap('appointments').keys()].length > 1, { what: 'the reader reads on' })
  provider.destroy()
  const after = await attacked.state()
  expect(after.updates.filter(({ actor }) => actor === CARA)).toEqual([])
  expect(after.appointments.filter((row) => row.id === appointment(8).id)).toEqual([])
  expect(before.appointments.every((row) => after.appointments.some((one) => one.id === row.id))).toBe(true)
})

test('Y5 foreign document: what is another’s, nobody’s, the server’s or no name at all looks the same', async () => {
  await using ben = await attacked.enter(BEN)
  const before = await attacked.state()
  const update = createCopy(904).write((doc) => doc.getMap('meta').set('schema', 1))
  const foreign = id(ids.WorkspaceId, 66)
  const names = [
    documentName({ kind: 'private', workspace, member: ANNA }),
    documentName({ kind: 'member', workspace, member: ANNA }),
    documentName({ kind: 'calendar', workspace, calendar: CALENDAR }),
    documentName({ kind: 'verdicts', workspace, calendar: CALENDAR }),
    documentName({ kind: 'busy', workspace, calendar: CALENDAR, part: '2026-q4' }),
    documentName({ kind: 'entries', workspace, calendar: id(ids.CalendarId, 88), part: '2026-q4' }),
    documentName({ kind: 'entries', workspace: foreign, calendar: CALENDAR, part: '2026-q4' }),
    DIRECTORY,
    'kitchen',
    `${QUARTER}/../../directory`,
    QUARTER.toUpperCase(),
  ]
  for (const document of names) {
    const { id: _, ...answer } = await ben.command([{ document, update }]).then((told) => ({ ...told }))
    expect({ document, ...answer }).toEqual({ document, kind: 'refused', reason: 'forbidden', retry: false })
  }
  expect(ben.messages.flatMap((one) => (one.kind === 'granted' ? Object.keys(one.documents) : []))).toEqual([])
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

test('Y5 oversize: a command beyond its measure is refused, a frame beyond it ends its own socket', async () => {
  await using ben = await attacked.enter(BEN)
  await using other = await attacked.enter(BEN)
  const before = await attacked.state()
  const update = new Uint8Array(LARGEST_COMMAND + 1)
  expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'too-large', retry: false })
  const halves = [1, 2].map((part) => ({
    document: documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: `2026-q${part}` }),
    update: new Uint8Array(LARGEST_COMMAND * 0.6),
  }))
  expect(await ben.command(halves)).toMatchObject({ reason: 'too-large' })
  other.sendRaw(new Uint8Array(2 * LARGEST_COMMAND))
  expect((await other.closed()).code).toBe(1009)
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})

/** A WebSocket opened by hand, over which single bytes can be sent. */
async function knock(token: string): Promise<{ socket: Socket; ended: () => boolean }> {
  const { hostname, port } = new URL(attacked.server.url)
  const socket = connect(Number(port), hostname)
  let over = false
  socket.on('error', () => undefined)
  socket.on('close', () => (over = true))
  const head = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13']
  const key = `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`
  const offered = `Sec-WebSocket-Protocol: dayloom.sync.v1, token.${token}`
  socket.write([`GET /sync HTTP/1.1`, `Host: ${hostname}`, ...head, key, offered, '', ''].join('\r\n'))
  await once(socket, 'data')
  return { socket, ended: () => over }
}

test('Y5 slow drip: whoever sends a hello byte by byte is let go, and costs nobody anything meanwhile', async () => {
  const before = await attacked.state()
  const { socket, ended } = await knock(tokenFor(attacked.server, BEN, id(ids.DeviceId, 802)))
  // The head of a masked frame of a hundred bytes, which never all come.
  socket.write(Uint8Array.of(0x82, 0x80 | 100, 0, 0, 0, 0))
  const drip = setInterval(() => socket.writable && socket.write(Uint8Array.of(1)), 400)
  await attacked.goesOn()
  await eventually(ended, { what: 'the end of the drip', deadlineMs: 60_000 })
  clearInterval(drip)
  const after = await attacked.state()
  expect(after.members).toEqual(before.members)
  expect(after.updates.filter(({ actor }) => actor === BEN)).toEqual(
    before.updates.filter(({ actor }) => actor === BEN),
  )
}, 120_000)

test('Y5 replay: a command that comes again does nothing twice, and another’s id, device or old token nothing at all', async () => {
  await using anna = await attacked.enter(ANNA)
  const command = commandId()
  const update = createCopy(905).write((doc) => writeAppointment(doc, appointment(9, { createdBy: ANNA })))
  const first = await anna.command([{ document: QUARTER, update }], command)
  expect(first).toMatchObject({ kind: 'accepted' })
  const before = await attacked.state()
  expect(await anna.command([{ document: QUARTER, update }], command)).toEqual(first)
  await using ben = await attacked.enter(BEN)
  expect(await ben.command([{ document: QUARTER, update }], command)).toMatchObject({ kind: 'refused', retry: false })
  const edited = createCopy(906).write((doc) => doc.getMap('meta').set('schema', 1))
  expect(await ben.command([{ document: QUARTER, update: edited }], command)).toMatchObject({ reason: 'invalid' })

  const device = id(ids.DeviceId, 803)
  const now = attacked.server.deps.now()
  const old = signSyncPass(attacked.server.deps.serverKey, {
    workspace,
    member: ANNA,
    device,
    expiresAt: instant(now - 1),
  })
  await using late = await openDevice(attacked.server, ANNA, { token: old })
  late.sendRaw(encodeMessage({ kind: 'ping' }))
  expect((await late.closed()).code).toBe(CLOSE.unauthenticated)
  expect(await attacked.state()).toEqual(before)
  await attacked.goesOn()
})
