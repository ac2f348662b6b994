import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Command } from '../../../src/core/commands/command.ts'
import { homePart } from '../../../src/core/document/calendar-part.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { markMoved, markOrigin, readAppointment } from '../../../src/core/document/read-appointments.ts'
import { transact } from '../../../src/core/document/shared-document.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { ok, refuse } from '../../../src/core/model/result.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { freshPglite } from '../../support/pglite.ts'
import { bookedAt, entriesOf, stateOf } from './booking-life.ts'
import { createNode, id, type Node, setUp, workspace } from './booking-world.ts'
import { sendFromDesk, writtenOnDesk } from './on-desk.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  await setUp(node, { members: 2 })
})
afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

type Entry = { readonly document: ReturnType<typeof documentName>; readonly id: ids.AppointmentId }

/** As no desk of ours does it: the entry of a booking goes, and a plain one of the same calendar says that it was this. */
const takeAway: Command<Entry, void, 'not-found'> = {
  verb: 'move-to-calendar',
  input: { parse: (input: unknown) => input } as never,
  documents: ({ document }) => [document],
  run: (documents, { document, id: from }, { actor, now }) => {
    const doc = documents.get(document)
    const own = readAppointment(doc, id(ids.CalendarId, 1), from)
    if (!own) return refuse('not-found')
    const to = id(ids.AppointmentId, 700)
    const { bookingId: _booking, eventType: _type, buffers: _buffers, ...plain } = own
    transact(doc, 'take-away', () => {
      writeAppointment(doc, { ...plain, id: to, createdBy: actor, createdAt: now, source: 'desk', status: 'confirmed' })
      markOrigin(doc, to, from)
      markMoved(doc, from, { to, home: document, at: now })
    })
    return ok(undefined)
  },
}

test('C1 nobody makes the entry of a booking vanish by saying that it moved: its invitee would still come', async () => {
  const made = await bookedAt(node, '10:00')
  const [own] = await entriesOf(node, made.id)
  if (!own) throw new Error('no entry')
  const document = documentName({
    kind: 'entries',
    workspace,
    calendar: id(ids.CalendarId, 1),
    part: homePart(own),
  })
  const command = await writtenOnDesk(node, takeAway, { document, id: own.id })
  await expect(sendFromDesk(node, command)).rejects.toThrow('forbidden')
  expect(await entriesOf(node, made.id)).toHaveLength(1)
  expect((await stateOf(node, made)).claims).toHaveLength(1)
})
