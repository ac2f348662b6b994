import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as Y from 'yjs'
import { moveAppointment } from '../../../src/core/commands/move-appointment.ts'
import { removeAppointment } from '../../../src/core/commands/remove-appointment.ts'
import { restoreAppointment } from '../../../src/core/commands/restore-appointment.ts'
import { instant, type Interval, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { freshPglite } from '../../support/pglite.ts'
import { at, bookedAt, entriesOf, type Made, mailsOf, stateOf } from './booking-life.ts'
import { createNode, type Node, setUp } from './booking-world.ts'
import { all, targetOf, timed } from './desk-target.ts'
import { onDesk, sendFromDesk, writtenOnDesk } from './on-desk.ts'

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

async function everythingLeaves(): Promise<void> {
  await store.tx((tx) => tx.update(outboxMessage).set({ state: 'sent', attempts: 1 }))
}

const toInvitee = async (made: Made) => (await mailsOf(node, made)).filter((mail) => mail.endsWith('invitee'))

/** Where row, claim and entry say it is, and how often it was changed. */
async function standing(made: Made) {
  const { row, claims } = await stateOf(node, made)
  const [own] = await entriesOf(node, made.id)
  const startsAt = own?.time?.kind === 'timed' ? own.time.startsAt : undefined
  const starts = [row?.starts, claims[0]?.starts, startsAt]
  return { starts, generation: row?.generation, sequence: [row?.sequence, own?.sequence] }
}

/** Two moves from the same entry, in the order in which the second one wins: of two keys written at once that of the higher client stays. */
async function rivalMoves(made: Made, day: string): Promise<[WriterCommand, WriterCommand, Interval]> {
  const target = { ...(await targetOf(node, made)), scope: all }
  const ten = await writtenOnDesk(node, moveAppointment, { ...target, time: timed('10:00', day) })
  const later = await writtenOnDesk(node, moveAppointment, { ...target, time: timed('10:30', day) })
  const tenWins = clientOf(ten) > clientOf(later)
  const start = at(tenWins ? '10:00' : '10:30', day)
  const time = { start, end: instant(start + 30 * MINUTE) }
  return tenWins ? [later, ten, time] : [ten, later, time]
}

function clientOf({ parts }: WriterCommand): number {
  return Math.max(...parts.flatMap(({ update }) => Y.decodeUpdate(update).structs.map(({ id }) => id.client)))
}

test('C14 two desks move a booking from where both knew it: the invitee is told of the second move too', async () => {
  const day = '2026-11-23'
  const made = await bookedAt(node, '09:30', { day })
  await everythingLeaves()
  const [first, second, { start }] = await rivalMoves(made, day)
  await sendFromDesk(node, first)
  await everythingLeaves()
  await sendFromDesk(node, second)
  expect(await standing(made)).toEqual({ starts: [start, start, start], generation: 2, sequence: [2, 2] })
  expect(await toInvitee(made)).toEqual(['0.confirmed.invitee', '1.rescheduled.invitee', '2.rescheduled.invitee'])
})

test('U2 within ten seconds the one mail tells the later of two such moves', async () => {
  const day = '2026-11-24'
  const made = await bookedAt(node, '09:30', { day })
  await everythingLeaves()
  const [first, second, { start, end }] = await rivalMoves(made, day)
  await sendFromDesk(node, first)
  await sendFromDesk(node, second)
  expect(await toInvitee(made)).toEqual(['0.confirmed.invitee', '2.rescheduled.invitee'])
  const mails = await store.read.select().from(outboxMessage).where(eq(outboxMessage.subject, made.id))
  const waiting = mails.filter(({ state }) => state === 'waiting').map(({ payload }) => payload)
  const told = { startsAt: start, endsAt: end, earlier: { start: at('09:30', day), end: at('10:00', day) } }
  expect(waiting).toMatchObject([told, told])
})

test('C13 a booking that is removed and restored on a desk again and again is told each time', async () => {
  const made = await bookedAt(node, '11:00', { day: '2026-12-10' })
  await everythingLeaves()
  for (const command of [removeAppointment, restoreAppointment, removeAppointment]) {
    const target = await targetOf(node, made)
    if (command === removeAppointment) await onDesk(node, removeAppointment, { ...target, scope: all })
    else await onDesk(node, restoreAppointment, target)
    await everythingLeaves()
  }
  expect(await toInvitee(made)).toEqual([
    '0.confirmed.invitee',
    '1.cancelled.invitee',
    '2.confirmed.invitee',
    '3.cancelled.invitee',
  ])
  expect(await standing(made)).toMatchObject({ sequence: [3, 3] })
})
