import { afterEach, beforeEach, expect, test } from 'vitest'
import type { CommandId } from '../../../src/core/model/ids.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { eventually } from '../../support/eventually.ts'
import { appointment } from '../../support/rows.ts'
import { ANNA, BEN, fillWorkspace, QUARTER, share, startServer, type StartedServer } from '../started-server.ts'
import { serverState } from './server-state.ts'
import { commandId, createCopy, openDevice, type TestDevice } from './test-device.ts'

/** The long form: DAYLOOM_BACKLOG=20000. More than the 2,000 frames that are read at once in any case. */
const COMMANDS = Number(process.env['DAYLOOM_BACKLOG'] ?? 2_600)
const PATIENCE = { deadlineMs: 600_000, what: 'the last answer' }

let server: StartedServer
beforeEach(async () => {
  server = await startServer()
  await fillWorkspace(server)
})
afterEach(() => server.close())

type Waiting = { readonly id: CommandId; readonly update: Uint8Array }

/** Sends them in order, as many unanswered ones as credit and `bytes` allow, until all are answered. */
async function sendAll(device: TestDevice, commands: readonly Waiting[], bytes = Infinity): Promise<string[]> {
  const { credit } = await device.hello()
  const answers = () => device.messages.filter(({ kind }) => kind === 'accepted' || kind === 'refused')
  const underWay = () => sent.slice(answers().length).reduce((sum, { update }) => sum + update.byteLength, 0)
  const sent: Waiting[] = []
  await eventually(() => {
    while (sent.length < commands.length && sent.length - answers().length < credit && underWay() <= bytes) {
      const next = commands[sent.length]
      if (!next) break
      sent.push(next)
      device.send({ kind: 'command', id: next.id, parts: [{ document: QUARTER, epoch: 0, update: next.update }] })
    }
    return answers().length === commands.length
  }, PATIENCE)
  return answers().map(({ kind }) => kind)
}

test(`a device that comes with ${COMMANDS} commands is read as fast as the server likes, and never cut off`, async () => {
  const copy = createCopy()
  const commands = Array.from({ length: COMMANDS }, (_, n) => ({
    id: commandId(),
    update: copy.write((doc) => writeAppointment(doc, appointment(1 + (n % 50), { title: `edit ${n}` }))),
  }))
  await using anna = await openDevice(server, ANNA)
  const answers = await sendAll(anna, commands)
  expect(answers.filter((kind) => kind !== 'accepted')).toEqual([])
  const { doc } = await serverState(server.deps.store.read)
  expect(doc.find(({ name }) => name === QUARTER)?.head).toBe(COMMANDS)
}, 900_000)

test('imports of megabytes get through, one after the other, although they are more than is read at once', async () => {
  const notes = 'n'.repeat(30_000)
  const copy = createCopy()
  const commands = Array.from({ length: 20 }, (_, n) => ({
    id: commandId(),
    update: copy.write((doc) =>
      doc.transact(() => {
        for (let each = 0; each < 33; each++) writeAppointment(doc, appointment(1 + n * 33 + each, { notes }))
      }),
    ),
  }))
  const bytes = commands.reduce((sum, { update }) => sum + update.byteLength, 0)
  expect(bytes).toBeGreaterThan(17 * 1_024 * 1_024)
  await using anna = await openDevice(server, ANNA)
  const answers = await sendAll(anna, commands, 8 * 1_024 * 1_024)
  expect(answers).toEqual(commands.map(() => 'accepted'))
}, 300_000)

test('what was on its way behind a refused command is no abuse, however much it is', async () => {
  await share(server, BEN, 'write')
  const copy = createCopy()
  const id = commandId()
  // Of an unreadable kind: what it brought is missing under everything that follows.
  const spoilt = copy.write((doc) => doc.getMap('kitchen').set('sink', 1))
  const following = Array.from({ length: 180 }, (_, n) => ({
    id: commandId(),
    update: copy.write((doc) => writeAppointment(doc, appointment(n + 1))),
  }))
  await using ben = await openDevice(server, BEN)
  const answers = await sendAll(ben, [{ id, update: spoilt }, ...following])
  expect(new Set(answers)).toEqual(new Set(['refused']))
  ben.send({ kind: 'ping' })
  await ben.nth('pong')
})
