import * as fc from 'fast-check'
import { asc } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant, type Instant } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import { BookingMail } from '../../../sync-server/outbox/booking-mail.ts'
import { markSent, takeDueMessages } from '../../../sync-server/outbox/due-messages.ts'
import { queueBookingMails, undoableUntil } from '../../../sync-server/outbox/queue-booking-mails.ts'
import { withdrawMails } from '../../../sync-server/outbox/withdraw-mails.ts'
import { freshPglite } from '../../support/pglite.ts'
import { id, workspace } from '../../support/rows.ts'
import { bookingMail, spanAt, TEN } from './mail-facts.ts'

let store: PostgresStore
let made = 0

beforeAll(async () => {
  store = await freshPglite()
})
beforeEach(async () => store.tx((tx) => tx.delete(outboxMessage)))
afterAll(async () => store.close())

const ELEVEN = TEN + 3_600_000
const TWELVE = TEN + 7_200_000
const newId = () => `m${String((made += 1)).padStart(6, '0')}`

/** What a desk did `at` a moment: told ten seconds later. */
async function onDesk(at: number, edit: object, start = TEN): Promise<void> {
  const mail = bookingMail({ at, sequence: at, formerGeneration: 0, ...edit }, start)
  await store.tx((tx) => queueBookingMails(tx, [mail], { workspace, newId, dueAt: undoableUntil(instant(at)) }))
}

async function byInvitee(at: number, edit: object, start = TEN): Promise<void> {
  await store.tx((tx) =>
    queueBookingMails(tx, [bookingMail({ at, sequence: at, ...edit }, start)], { workspace, newId }),
  )
}

async function queued(): Promise<{ event: string; start: number; from: number | undefined; dueAt: number }[]> {
  const rows = await store.read.select().from(outboxMessage).orderBy(asc(outboxMessage.id))
  return rows.map(({ payload, dueAt }) => {
    const { event, startsAt, earlier } = BookingMail.parse(payload)
    return { event, start: startsAt, from: earlier?.start, dueAt }
  })
}

test('U2 what a desk did is told after ten seconds, what an invitee did at once', async () => {
  await onDesk(1_000, {})
  await byInvitee(12_000, { event: 'cancelled' })
  expect(await queued()).toEqual([
    { event: 'confirmed', start: TEN, from: undefined, dueAt: 11_000 },
    { event: 'cancelled', start: TEN, from: undefined, dueAt: 12_000 },
  ])
})

test('U2 a cancellation that is undone within ten seconds is never told', async () => {
  await onDesk(1_000, { event: 'cancelled' })
  await onDesk(10_999, { event: 'confirmed' })
  expect(await queued()).toEqual([])
})

test('U2 undone later it is a new change, and people are told so', async () => {
  await onDesk(1_000, { event: 'cancelled' })
  await onDesk(11_000, { event: 'confirmed' })
  expect((await queued()).map(({ event }) => event)).toEqual(['cancelled', 'confirmed'])
})

test('U2 a booking of a desk that is cancelled within ten seconds never was', async () => {
  await onDesk(1_000, {})
  await onDesk(2_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  expect(await queued()).toEqual([{ event: 'confirmed', start: ELEVEN, from: undefined, dueAt: 12_000 }])
  await onDesk(3_000, { event: 'cancelled' }, ELEVEN)
  expect(await queued()).toEqual([])
})

test('U2 moved twice is moved once, from where it was to where it is', async () => {
  await onDesk(1_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  await onDesk(2_000, { event: 'rescheduled', earlier: spanAt(ELEVEN) }, TWELVE)
  expect(await queued()).toEqual([{ event: 'rescheduled', start: TWELVE, from: TEN, dueAt: 12_000 }])
  await onDesk(3_000, { event: 'rescheduled', earlier: spanAt(TWELVE) }, TEN)
  expect(await queued()).toEqual([])
})

test('U2 C14 a link of which is not known whether it is still good is mailed anew', async () => {
  await onDesk(
    1_000,
    { event: 'rescheduled', earlier: spanAt(TEN), generation: 1, formerGeneration: undefined },
    ELEVEN,
  )
  await onDesk(2_000, { event: 'rescheduled', earlier: spanAt(ELEVEN), generation: 2 }, TEN)
  expect(await queued()).toMatchObject([{ event: 'link-renewed', start: TEN }])
})

test('U2 moved and then cancelled is cancelled, at the time that was known', async () => {
  await onDesk(1_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  await byInvitee(2_000, { event: 'cancelled' }, ELEVEN)
  expect(await queued()).toEqual([{ event: 'cancelled', start: TEN, from: undefined, dueAt: 2_000 }])
})

test('U2 a proposal that is taken back, or made again, within ten seconds', async () => {
  const proposal = (at: number) => ({ time: spanAt(ELEVEN), expiresAt: TWELVE, at })
  await onDesk(1_000, { event: 'proposed', sequence: 0, proposal: proposal(1_000) })
  await onDesk(2_000, { event: 'proposed', sequence: 0, proposal: proposal(2_000) })
  expect(await queued()).toMatchObject([{ event: 'proposed', dueAt: 12_000 }])
  await onDesk(3_000, { event: 'proposal-withdrawn', sequence: 0, proposal: proposal(2_000) })
  expect(await queued()).toEqual([])
  await onDesk(14_000, { event: 'proposal-withdrawn', sequence: 0, proposal: proposal(2_000) })
  expect(await queued()).toMatchObject([{ event: 'proposal-withdrawn' }])
})

test('U2 a proposal does not swallow the move before it, and is swallowed by the one after it', async () => {
  const proposal = { time: spanAt(TWELVE), expiresAt: TWELVE, at: 2_000 }
  await onDesk(1_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  await onDesk(2_000, { event: 'proposed', proposal }, ELEVEN)
  expect((await queued()).map(({ event }) => event)).toEqual(['rescheduled', 'proposed'])
  await onDesk(3_000, { event: 'rescheduled', earlier: spanAt(ELEVEN) }, TWELVE)
  expect(await queued()).toMatchObject([{ event: 'rescheduled', start: TWELVE, from: TEN }])
})

test('U2 what was tried may have arrived, and is not taken back', async () => {
  await onDesk(1_000, { event: 'cancelled' })
  await takeDueMessages(store, instant(11_000), 5)
  await onDesk(10_500, { event: 'confirmed' })
  expect((await queued()).map(({ event }) => event)).toEqual(['cancelled', 'confirmed'])
})

test('U2 only the reader’s own mails, and those of the same booking, are folded', async () => {
  const host = { recipient: 'host' }
  await onDesk(1_000, { event: 'cancelled' })
  await onDesk(1_000, { event: 'cancelled', ...host })
  await onDesk(1_000, { event: 'cancelled', booking: id(ids.BookingId, 2) })
  await onDesk(2_000, { event: 'confirmed' })
  const rows = await store.read.select().from(outboxMessage)
  expect(rows.map(({ subject, recipient }) => [subject, recipient])).toEqual([
    [id(ids.BookingId, 1), id(ids.MemberId, 1)],
    [id(ids.BookingId, 2), 'invitee'],
  ])
})

test('the same change queued twice is told once, when it was due first', async () => {
  await onDesk(1_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  await onDesk(2_000, { event: 'rescheduled', earlier: spanAt(TEN), sequence: 1_000 }, ELEVEN)
  expect(await queued()).toEqual([{ event: 'rescheduled', start: ELEVEN, from: TEN, dueAt: 11_000 }])
})

test('U2 withdrawing takes back what waits for its ten seconds, and says what it was', async () => {
  await byInvitee(500, {})
  await onDesk(1_000, { event: 'rescheduled', earlier: spanAt(TEN) }, ELEVEN)
  const at = (now: number): Instant => instant(now)
  const taken = await store.tx((tx) => withdrawMails(tx, id(ids.BookingId, 1), at(10_999)))
  expect(taken.map(({ event }) => event)).toEqual(['rescheduled'])
  expect(await store.tx((tx) => withdrawMails(tx, id(ids.BookingId, 1), at(10_999)))).toEqual([])
  expect((await queued()).map(({ event }) => event)).toEqual(['confirmed'])
})

test('U2 whatever a desk does within ten seconds, a reader who knew one state is told the last one, or nothing', async () => {
  const states = fc.constantFrom(undefined, TEN, ELEVEN, TWELVE)
  await fc.assert(
    fc.asyncProperty(states, fc.array(states, { minLength: 1, maxLength: 6 }), async (known, later) => {
      await store.tx((tx) => tx.delete(outboxMessage))
      let now = known
      for (const [index, next] of later.entries()) {
        if (next === now) continue
        const from = now === undefined ? {} : { earlier: spanAt(now) }
        if (next === undefined) await onDesk(1 + index, { event: 'cancelled' }, now)
        else await onDesk(1 + index, now === undefined ? {} : { event: 'rescheduled', ...from }, next)
        now = next
      }
      const told = (await queued()).map(({ event, start, from }) => ({ event, start, from }))
      expect(told).toEqual(difference(known, now))
    }),
    { numRuns: 150 },
  )
})

/** `undefined`: there is no booking. */
function difference(known: number | undefined, now: number | undefined): object[] {
  if (known === now) return []
  if (now === undefined) return [{ event: 'cancelled', start: known, from: undefined }]
  if (known === undefined) return [{ event: 'confirmed', start: now, from: undefined }]
  return [{ event: 'rescheduled', start: now, from: known }]
}

test('whom a desk has put down without an address is not told, and the others are', async () => {
  const invitee = { ...bookingMail().invitee, email: '' }
  const mails = [
    { ...bookingMail(), invitee },
    { ...bookingMail({ recipient: 'host' }), invitee },
  ]
  await store.tx((tx) => queueBookingMails(tx, mails, { workspace, newId }))
  expect((await store.read.select().from(outboxMessage)).map(({ recipient }) => recipient)).toEqual([
    id(ids.MemberId, 1),
  ])
})

test('who is still to be told one thing waits for it before the next', async () => {
  await byInvitee(1_000, {})
  await byInvitee(2_000, { event: 'cancelled' })
  await byInvitee(2_500, { recipient: 'host', event: 'cancelled' })
  const take = async (now: number) => {
    const taken = await takeDueMessages(store, instant(now), 5)
    return taken.map(({ id: own, payload }) => {
      const { event, recipient } = BookingMail.parse(payload)
      return { own, what: `${recipient} ${event}` }
    })
  }
  const first = await take(3_000)
  expect(first.map(({ what }) => what)).toEqual(['invitee confirmed', 'host cancelled'])
  expect(await take(3_001)).toEqual([])
  await store.tx((tx) => markSent(tx, [first[0]?.own ?? '']))
  expect((await take(3_002)).map(({ what }) => what)).toEqual(['invitee cancelled'])
})
