import { afterEach, beforeEach, expect, test } from 'vitest'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { CLOSE, PROTOCOL_VERSION } from '../../../src/core/contract/sync-protocol.ts'
import { appointment, memberRow } from '../../support/rows.ts'
import {
  ANNA,
  CALENDAR,
  CARA,
  fillWorkspace,
  QUARTER,
  share,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { createCopy, openDevice, type TestDevice } from './test-device.ts'

let server: StartedServer
let anna: TestDevice
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
  anna = await openDevice(server, ANNA)
  await anna.hello()
})
afterEach(async () => {
  await anna[Symbol.asyncDispose]()
  await server.close()
})

const SECRET = 'Herr Schmidt, Befund'
const secretAppointment = (n: number) =>
  createCopy().write((doc) => writeAppointment(doc, appointment(n, { title: SECRET })))

/** Every byte that a device was sent, as text. */
const received = (device: TestDevice) => device.frames.map((frame) => Buffer.from(frame).toString('latin1')).join('')

test('a member without a share never receives a byte of a calendar, nor its documents’ names', async () => {
  await anna.command([{ document: QUARTER, update: secretAppointment(1) }])
  await using cara = await openDevice(server, CARA)
  await cara.hello({ [QUARTER]: { epoch: 0, seq: 0 } })
  await anna.command([{ document: QUARTER, update: secretAppointment(2) }])
  // A free-busy share is not one for reading: it shows busy documents alone.
  await share(server, CARA, 'free-busy')
  await anna.command([{ document: QUARTER, update: secretAppointment(3) }])
  cara.send({ kind: 'ping' })
  await cara.nth('pong')

  expect(received(cara)).not.toContain(SECRET)
  expect(received(cara)).not.toContain(QUARTER)
  const kinds = ['welcome', 'entries', 'caughtUp', 'entries', 'granted', 'entries', 'pong']
  expect(cara.messages.map(({ kind }) => kind)).toEqual(kinds)
})

test('Y6 a share that is given shows the calendar on an open connection, with everything in it', async () => {
  await anna.command([{ document: QUARTER, update: secretAppointment(1) }])
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await share(server, CARA, 'read')
  expect(await cara.nth('granted')).toEqual({
    kind: 'granted',
    documents: { [QUARTER]: { epoch: 0, head: 1, from: 0, writable: false } },
  })
  await anna.command([{ document: QUARTER, update: secretAppointment(2) }])
  await cara.nth('entries', 4)
  expect(readAppointments(cara.doc(QUARTER), CALENDAR).valid.map(({ id }) => id)).toEqual([
    appointment(1).id,
    appointment(2).id,
  ])
  expect(await cara.command([{ document: QUARTER, update: secretAppointment(3) }])).toMatchObject({
    reason: 'forbidden',
  })
})

test('Y6 a share that is withdrawn ends reading and writing on an open connection, from that moment', async () => {
  await share(server, CARA, 'write')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  const copy = createCopy()
  const first = copy.write((doc) => writeAppointment(doc, appointment(1)))
  expect(await cara.command([{ document: QUARTER, update: first }])).toMatchObject({ kind: 'accepted' })

  await share(server, CARA)
  expect(await cara.nth('withdrawn')).toEqual({ kind: 'withdrawn', documents: [QUARTER] })
  await anna.command([{ document: QUARTER, update: secretAppointment(2) }])
  const second = copy.write((doc) => writeAppointment(doc, appointment(3)))
  expect(await cara.command([{ document: QUARTER, update: second }])).toMatchObject({
    kind: 'refused',
    reason: 'forbidden',
  })
  expect(received(cara)).not.toContain(SECRET)
})

test('Y6 a share that is lowered to reading is told', async () => {
  await anna.command([{ document: QUARTER, update: secretAppointment(1) }])
  await share(server, CARA, 'write')
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await share(server, CARA, 'read')
  expect((await cara.nth('granted')).documents).toEqual({ [QUARTER]: { epoch: 0, head: 1, from: 0, writable: false } })
})

test('Y6 a member who leaves is told to wipe everything, and is turned away', async () => {
  await share(server, CARA, 'read')
  await anna.command([{ document: QUARTER, update: secretAppointment(1) }])
  await using cara = await openDevice(server, CARA)
  await cara.hello()
  await server.deps.serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, { members: [memberRow(3, { ended: true })] }),
  )
  expect((await cara.nth('withdrawn')).documents).toContain(QUARTER)
  expect((await cara.closed()).code).toBe(CLOSE.forbidden)
  await using again = await openDevice(server, CARA)
  again.send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents: {}, visible: [] })
  expect((await again.closed()).code).toBe(CLOSE.forbidden)
  expect(again.messages).toEqual([])
})

test('an entry that the server writes reaches every reader, and is not visible when its transaction fails', async () => {
  const { serverTransaction } = server.deps
  await expect(
    serverTransaction(async ({ write }) => {
      await write(QUARTER, (doc) => writeAppointment(doc, appointment(1, { title: SECRET })))
      throw new Error('changed our mind')
    }),
  ).rejects.toThrow('changed our mind')
  await serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(2))))

  await anna.nth('granted')
  await anna.nth('entries', 2)
  expect(readAppointments(anna.doc(QUARTER), CALENDAR).valid).toEqual([appointment(2)])
  expect(received(anna)).not.toContain(SECRET)
})
