import { sql } from 'drizzle-orm'
import pino from 'pino'
import { describe, expect, test } from 'vitest'
import { Email } from '../../src/core/model/member.ts'
import { network, type Connect, type SyncSocket } from '../../src/engine/connect.ts'
import { createServer, type SyncServer } from '../../sync-server/create-server.ts'
import { booking, claim, outboxMessage } from '../../sync-server/database/schema.ts'
import { BookingMail } from '../../sync-server/outbox/booking-mail.ts'
import { eventually } from '../support/eventually.ts'
import { offeredType } from '../support/offered-type.ts'
import { freshPglite } from '../support/pglite.ts'
import { online } from '../support/synced-desk.ts'
import { at, firstCalendar, NOW, openTestDesk, type TestDesk } from '../support/test-desk.ts'

const TEN = at('2026-11-23T10:00:00+01:00')
const HALF_PAST = at('2026-11-23T10:30:00+01:00')

/** The way to the server, which can be cut. */
function cuttable(): Connect & { cut(): void; mend(): void } {
  const real = network()
  const open = new Set<SyncSocket>()
  let isCut = false
  const refuseIfCut = (): void => {
    if (isCut) throw new TypeError('fetch failed')
  }
  return {
    fetch: async (request) => {
      refuseIfCut()
      return real.fetch(request)
    },
    openSocket: (url, protocols) => {
      refuseIfCut()
      const socket = real.openSocket(url, protocols)
      open.add(socket)
      return socket
    },
    cut: () => {
      isCut = true
      for (const socket of open) socket.close()
      open.clear()
    },
    mend: () => void (isCut = false),
  }
}

async function bookPublicly(server: SyncServer, email: string): Promise<number> {
  const wish = { start: new Date(TEN).toISOString(), timezone: 'Europe/Berlin', name: 'Ida Holm', email }
  const headers = { 'content-type': 'application/json', 'idempotency-key': email }
  const url = new URL('/book/ada-visit/book', server.url)
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(wish) })).status
}

async function standings({ call }: TestDesk) {
  const span = { start: TEN, end: HALF_PAST }
  const { zone } = (await call.session.get()).member
  const shown = await call.appointments.within({ span, zone })
  return shown.map(({ title, standing }) => [title, standing ?? 'settled'])
}

/** At 10:00 a desk that is offline books Omar, and Ida books on the public page. */
async function doubleBooking({ constraint }: { readonly constraint: 'kept' | 'dropped' }) {
  const store = await freshPglite()
  if (constraint === 'dropped')
    await store.tx((tx) => tx.execute(sql`alter table claim drop constraint claim_exclusive`))
  const openStore = async () => ({ store, [Symbol.asyncDispose]: async () => store.close() })
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  await using server = await createServer(config, { logger: pino({ level: 'silent' }), now: () => NOW, openStore })
  const connect = cuttable()
  await using desk = await openTestDesk({ connect })
  const account = { server: server.url, email: 'ada@example.org', password: 'correct horse battery', register: true }
  await desk.call.session.connect(account)
  await online(desk.call)
  const eventType = await offeredType(server, desk)
  await eventually(async () => (await desk.call.eventTypes.list())[0]?.links.length === 1)
  await firstCalendar(desk.call)

  connect.cut()
  await eventually(async () => (await desk.call.sync.state()).phase === 'offline')
  const omar = { name: 'Omar', email: Email.parse('omar@example.org'), title: 'Visit: Omar' }
  const made = await desk.call.bookings.book({ eventType: eventType.id, start: TEN, ...omar })
  const before = await standings(desk)
  const status = await bookPublicly(server, 'ida@example.org')
  connect.mend()
  await online(desk.call)
  await eventually(async () => (await standings(desk)).every(([, standing]) => standing !== 'provisional'))
  await eventually(async () => (await standings(desk)).length === 2)

  const mails = await store.read.select({ payload: outboxMessage.payload }).from(outboxMessage)
  return {
    status,
    before,
    after: (await standings(desk)).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1)),
    standing: await desk.call.bookings.standing({ id: made.id }),
    mails: mails
      .map(({ payload }) => BookingMail.parse(payload))
      .map((mail) => `${mail.event} ${mail.recipient} ${mail.invitee.email}`),
    bookings: (await store.read.select().from(booking)).map(({ email }) => email),
    claims: (await store.read.select().from(claim)).length,
  }
}

describe('a desk that is offline books a time that an invitee books meanwhile', () => {
  test('C13 one is confirmed, the other a conflict with both sides, and the invitee is mailed once', async () => {
    const { standing, ...outcome } = await doubleBooking({ constraint: 'kept' })
    expect(outcome).toEqual({
      status: 201,
      before: [['Visit: Omar', 'provisional']],
      after: [
        ['Visit: Ida Holm', 'settled'],
        ['Visit: Omar', 'conflict'],
      ],
      mails: ['confirmed invitee ida@example.org', 'confirmed host ida@example.org'],
      bookings: ['ida@example.org'],
      claims: 1,
    })
    const time = { start: TEN, end: HALF_PAST }
    expect(standing).toEqual({
      standing: 'conflict',
      against: { time, title: 'Visit: Ida Holm', appointment: expect.any(String) },
      alternatives: ['10:30', '11:00', '11:30'].map((clock) => {
        const start = at(`2026-11-23T${clock}:00+01:00`)
        return { start, end: start + 30 * 60_000 }
      }),
      canStay: true,
    })
  })

  test('C1 the mutant without the constraint confirms both', async () => {
    const { after, bookings } = await doubleBooking({ constraint: 'dropped' })
    expect(after.map(([, standing]) => standing)).toEqual(['settled', 'settled'])
    expect(bookings.toSorted()).toEqual(['ida@example.org', 'omar@example.org'])
  })
})
