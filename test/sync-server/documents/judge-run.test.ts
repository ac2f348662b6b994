import { afterEach, beforeEach, expect, test } from 'vitest'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import type { Submission } from '../../../sync-server/documents/command-queue.ts'
import { commitCommands } from '../../../sync-server/documents/commit-commands.ts'
import { runsOf } from '../../../sync-server/documents/judge-run.ts'
import { createOpenDocuments } from '../../../sync-server/documents/open-document.ts'
import { createRooms, type Follower } from '../../../sync-server/documents/rooms.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { freshPglite } from '../../support/pglite.ts'
import { appointment } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CALENDAR_DOCUMENT,
  fillWorkspace,
  id,
  NOON,
  QUARTER,
  startServer,
  workspace,
} from '../started-server.ts'
import { serverState } from './server-state.ts'
import { commandId, createCopy, type Copy } from './test-device.ts'

let stores: PostgresStore[] = []
beforeEach(async () => {
  stores = [await freshPglite(), await freshPglite()]
  for (const store of stores) {
    await using server = await startServer({ store })
    await fillWorkspace(server, [[CALENDAR, BEN, 'write']])
  }
})
afterEach(() => Promise.all(stores.map((store) => store.close())))

const commandBy = (member: ids.MemberId, update: Uint8Array, document: string = QUARTER): WriterCommand => ({
  id: commandId(),
  writer: { workspace, member, device: id(ids.DeviceId, member === ANNA ? 1 : 2) },
  parts: [{ document, epoch: 0, update }],
})

/** Each batch in one transaction: the answers, by command, and the rows, log and documents after them. */
async function takeIn(store: PostgresStore, batches: readonly (readonly WriterCommand[])[]) {
  const unit = { documents: createOpenDocuments({ maxBytes: 1e6 }), grants: new Map(), now: () => NOON }
  const rooms = createRooms(store.read)
  const answers = new Map<string, string>()
  const senders = new Map<string, Follower>()
  for (const commands of batches) {
    const batch = commands.map((command): Submission<Follower> => {
      const { member } = command.writer
      const sender = senders.get(member) ?? { member, offer: () => undefined, regrant: () => undefined }
      senders.set(member, sender)
      const answer: Submission<Follower>['answer'] = (said) =>
        void answers.set(command.id, said.ok ? 'accepted' : said.reason)
      return { command, sender, answer, fail: () => void answers.set(command.id, 'failed') }
    })
    await commitCommands({ store, unit, rooms }, batch)
  }
  const { updates, appointments, occurrences, clients } = await serverState(store.read)
  // What the server writes by itself it writes under a client id of its own choice.
  const own = {
    updates: updates.filter((row) => row.command !== null),
    clients: clients.filter((row) => row.device !== 'server'),
  }
  return { answers, ...own, appointments, occurrences }
}

const title = (copy: Copy, n: number, title: string): Uint8Array =>
  copy.write((doc) => writeAppointment(doc, appointment(n, { title, createdBy: ANNA })))

/** A name that is none, where a name stands: nothing can be read of it any more. */
const spoil = (copy: Copy, n: number): Uint8Array =>
  copy.write((doc) => {
    const entity = doc.getMap('appointments').get(appointment(n).id)
    if (entity instanceof Object && 'set' in entity && typeof entity.set === 'function') entity.set('title', 7)
  })

test('Y2 what is judged together leaves what it leaves one by one', async () => {
  const [anna, ben] = [createCopy(11), createCopy(12)]
  const first = [commandBy(ANNA, title(anna, 1, 'a'))]
  const batch = [
    commandBy(ANNA, title(anna, 1, 'b')),
    commandBy(
      BEN,
      ben.write((doc) => writeAppointment(doc, appointment(2, { createdBy: BEN }))),
    ),
    commandBy(ANNA, title(anna, 1, 'c')),
    commandBy(ANNA, title(anna, 3, 'another')),
  ]
  const [one, other] = stores
  if (!one || !other) throw new Error('two databases')
  const together = await takeIn(one, [first, batch])
  expect([...together.answers.values()]).toEqual(Array.from({ length: 5 }, () => 'accepted'))
  const inTurn = [0, 2, 3, 1].flatMap((n) => batch[n] ?? [])
  expect(together).toEqual(await takeIn(other, [first, ...inTurn.map((command) => [command])]))
})

test('Y5 of a run that leaves what cannot be read only the command that did it is refused, with what stands on it', async () => {
  const anna = createCopy(11)
  const first = [commandBy(ANNA, title(anna, 1, 'a')), commandBy(ANNA, title(anna, 2, 'a'))]
  const apart = createCopy(13)
  const batch = [
    commandBy(ANNA, title(anna, 1, 'b')),
    commandBy(ANNA, title(apart, 4, 'of another client id')),
    commandBy(ANNA, spoil(anna, 2)),
    commandBy(ANNA, title(anna, 1, 'stands on the refused one')),
  ]
  const [one, other] = stores
  if (!one || !other) throw new Error('two databases')
  const together = await takeIn(one, [first, batch])
  expect(batch.map((command) => together.answers.get(command.id))).toEqual(['accepted', 'accepted', 'invalid', 'gap'])
  expect(together).toEqual(await takeIn(other, [first, ...batch.map((command) => [command])]))
})

test('a run is of one writer and one document of entries', () => {
  const update = new Uint8Array(2)
  const commands = [
    commandBy(ANNA, update),
    commandBy(ANNA, update),
    commandBy(BEN, update),
    commandBy(BEN, update, CALENDAR_DOCUMENT),
    commandBy(BEN, update, CALENDAR_DOCUMENT),
    commandBy(BEN, update, 'kitchen'),
    commandBy(BEN, update),
  ]
  expect(runsOf(commands).map((run) => run.commands.length)).toEqual([2, 1, 1, 1, 1, 1])
})
