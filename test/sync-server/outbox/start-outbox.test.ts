import { afterAll, beforeAll, expect, test } from 'vitest'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { DAY, HOUR, instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { idempotency, outboxMessage } from '../../../sync-server/database/schema.ts'
import { takeDueMessages } from '../../../sync-server/outbox/due-messages.ts'
import { forgetOld } from '../../../sync-server/outbox/forget-old.ts'
import { startOutbox } from '../../../sync-server/outbox/start-outbox.ts'
import { eventually } from '../../support/eventually.ts'
import { startMailServer } from '../../support/mail-server.ts'
import { freshPglite } from '../../support/pglite.ts'
import { readMail, type ReadMail } from '../../support/read-mail.ts'
import type { Node } from '../booking/booking-world.ts'
import { book, createNode, eventType, FRIDAY, id, link, setUp } from '../booking/booking-world.ts'

let store: PostgresStore
let node: Node

beforeAll(async () => {
  store = await freshPglite()
  node = await createNode(store)
  const question = { id: id(ids.QuestionId, 1), text: 'What is it about?', kind: 'text', required: false, options: [] }
  await setUp(node, { eventTypes: [eventType(1, { questions: [question] })], links: [link(1)] })
})

afterAll(async () => {
  await node[Symbol.asyncDispose]()
  await store.close()
})

test('a confirmation leaves for the invitee and for the host, as text, HTML and invitation', async () => {
  await using mail = await mailServer()
  const { manageUrl } = await bookAt('2026-11-23T09:00:00+01:00', { [id(ids.QuestionId, 1)]: 'Knee = sore' })
  await using _ = await startOutbox(depsWith(mail.url), { pauseMs: 5 })
  await eventually(async () => (await states()).every(({ state }) => state === 'sent'), { what: 'sending' })

  expect(mail.received.map(({ to }) => to.join()).toSorted(byText)).toEqual(['ida@example.org', 'member1@example.org'])
  const toInvitee = mail.received.find(({ to }) => to.includes('ida@example.org'))
  expect(toInvitee?.headers).toMatchObject({
    from: 'Clinic <no-reply@book.example.org>',
    to: 'Ida Holm <ida@example.org>',
    'reply-to': 'Anna Berg <member1@example.org>',
    subject: 'Booked: Consultation with Anna Berg, Monday, 23 November 2026, 09:00–09:30',
    'auto-submitted': 'auto-generated',
  })
  const text = toInvitee?.text ?? ''
  expect(text).toContain('When: Monday, 23 November 2026, 09:00–09:30 (Europe/Berlin, GMT+1)')
  expect(text).toContain('Where: In person: 2 Mill Lane')
  expect(text).toContain('What is it about? Knee = sore')
  expect(text).toContain(manageUrl)
  expect(text).toContain('BEGIN:VCALENDAR')
  expect(toInvitee?.types).toEqual(expect.arrayContaining(['text/plain', 'text/html', 'text/calendar; method=REQUEST']))
  const toHost = mail.received.find(({ to }) => to.includes('member1@example.org'))
  expect(toHost?.headers['subject']).toBe(
    'New booking: Consultation with Ida Holm, Monday, 23 November 2026, 09:00–09:30',
  )
  // The manage link is the invitee's alone.
  expect(toHost?.text).not.toContain('/booking/')
})

test('what is committed when the server dies is sent by the next one, under the same Message-ID', async () => {
  await using mail = await mailServer()
  await bookAt('2026-11-23T10:00:00+01:00')
  // Taken, perhaps handed over, and never marked: the process is gone.
  const taken = await takeDueMessages(store, node.clock.now, 5)
  expect(taken).toHaveLength(2)
  await using _ = await startOutbox(depsWith(mail.url), { pauseMs: 5 })
  expect(await takeDueMessages(store, node.clock.now, 5)).toEqual([])
  node.clock.now = instant(node.clock.now + 2 * MINUTE)
  await eventually(() => mail.received.length === 2, { what: 'sending again' })
  expect(mail.received.map(({ headers }) => headers['message-id'] ?? '').toSorted(byText)).toEqual(
    taken.map(({ messageId }) => `<${messageId}@book.example.org>`).toSorted(byText),
  )
})

test('a mail that nobody takes is tried again, ever later, and in the end set aside', async () => {
  await using mail = await mailServer({ refusing: true })
  await bookAt('2026-11-23T11:00:00+01:00')
  const waits: number[] = []
  await using _ = await startOutbox(depsWith(mail.url), { pauseMs: 5 })
  for (let attempt = 1; attempt <= 12; attempt++) {
    const { value } = await eventually(
      async () => {
        const open = (await states()).filter(({ state }) => state !== 'sent')
        // While it is being tried it is lent out for two minutes.
        const lent = node.clock.now + 2 * MINUTE
        return open.every(({ attempts, nextAt }) => attempts === attempt && nextAt !== lent) && open
      },
      { what: `attempt ${attempt}` },
    )
    const next = Math.max(...value.map(({ nextAt }) => nextAt))
    waits.push(next - node.clock.now)
    node.clock.now = instant(next)
  }
  expect(waits.slice(0, 4)).toEqual([5_000, 15_000, 45_000, 135_000])
  expect(Math.max(...waits)).toBe(12 * HOUR)
  const dead = (await states()).filter(({ state }) => state === 'dead')
  expect(dead).toHaveLength(2)
  expect(dead.map(({ lastError }) => lastError)).toEqual(['EMESSAGE 451', 'EMESSAGE 451'])
  expect(node.logged.join('')).not.toMatch(/ida@|member1@/)
  node.clock.now = FRIDAY
})

test('what nobody will ask for again is forgotten after a month, what still waits is not', async () => {
  const before = await states()
  expect(new Set(before.map(({ state }) => state))).toEqual(new Set(['sent', 'dead']))
  await bookAt('2026-11-24T09:00:00+01:00')
  node.clock.now = instant(FRIDAY + 30 * DAY - 1)
  await forgetOld(store, node.clock.now)
  expect(await states()).toHaveLength(before.length + 2)
  node.clock.now = instant(FRIDAY + 31 * DAY)
  await forgetOld(store, node.clock.now)
  expect((await states()).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  expect(await store.read.select().from(idempotency)).toEqual([])
  node.clock.now = FRIDAY
})

function byText(a: string, b: string): number {
  return a < b ? -1 : 1
}

function depsWith(smtpUrl: string) {
  return { ...node.deps, config: { ...node.deps.config, smtpUrl } }
}

function states() {
  return store.read.select().from(outboxMessage)
}

async function bookAt(start: string, answers: object = {}): Promise<{ manageUrl: string }> {
  const { status, body } = await book(node, { key: start, wish: { start, answers } })
  expect(status).toBe(201)
  return BookingMade.parse(body)
}

async function mailServer({ refusing = false } = {}) {
  const received: ReadMail[] = []
  const server = await startMailServer(({ raw, to }) => {
    if (refusing) throw Object.assign(new Error('not now'), { responseCode: 451 })
    received.push(readMail(raw, [...to]))
  })
  return { ...server, received }
}
