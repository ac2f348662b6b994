import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import * as ids from '../../../src/core/model/ids.ts'
import { instant } from '../../../src/core/model/instant.ts'
import { openDatabase } from '../../../sync-server/database/open-database.ts'
import { countMails } from '../../../sync-server/outbox/count-mails.ts'
import type { Delivery } from '../../../sync-server/outbox/create-postman.ts'
import { queueBookingMails } from '../../../sync-server/outbox/queue-booking-mails.ts'
import { startOutbox } from '../../../sync-server/outbox/start-outbox.ts'
import { eventually } from '../../support/eventually.ts'
import { startMailServer } from '../../support/mail-server.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { readMail } from '../../support/read-mail.ts'
import { id, workspace } from '../../support/rows.ts'
import { bookingMail } from './mail-facts.ts'

const BOOKINGS = 60
const NOW = instant(1_000)

describe.skipIf(postgresBinaries === undefined)('the outboxes of two processes on one PostgreSQL', () => {
  test(
    'send each mail once between them, and to one reader in the order of what happened',
    { timeout: 120_000 },
    async () => {
      await using stack = new AsyncDisposableStack()
      const url = await stack.use(await startPostgres()).freshDatabase()
      const stores = [await openDatabase({ url }), await openDatabase({ url })] as const
      for (const store of stores) stack.defer(() => store.close())
      const received: { booking: string; subject: string }[] = []
      const server = stack.use(
        await startMailServer(({ raw, to }) => {
          const { headers } = readMail(raw, [...to])
          received.push({ booking: to.join(), subject: headers['subject'] ?? '' })
        }),
      )

      let made = 0
      const newId = () => `m${String((made += 1)).padStart(6, '0')}`
      for (let n = 1; n <= BOOKINGS; n += 1) {
        const invitee = { ...bookingMail().invitee, email: `guest${n}@example.org` }
        const one = bookingMail({ booking: id(ids.BookingId, n), invitee, at: 0 })
        await stores[0].tx((tx) => queueBookingMails(tx, [one], { workspace, newId }))
        const other = { ...one, event: 'cancelled', sequence: 1 } as const
        await stores[1].tx((tx) => queueBookingMails(tx, [other], { workspace, newId }))
      }
      expect(await countMails(stores[1].read, instant(10_000))).toEqual({ waiting: 120, late: 120, dead: 0 })

      const deliveries: Delivery[] = []
      for (const store of stores) {
        const config = { host: '127.0.0.1', port: 0, demo: false, json: false, smtpUrl: server.url }
        const deps = { config, store, publicUrl: () => 'https://book.example.org', serverKey: new Uint8Array(32) }
        const options = { pauseMs: 5, onDelivery: (one: Delivery) => void deliveries.push(one) }
        stack.use(await startOutbox({ ...deps, now: () => NOW, logger: pino({ enabled: false }) }, options))
      }
      await eventually(() => deliveries.length >= 2 * BOOKINGS, { what: 'sending', deadlineMs: 60_000 })

      const words = Map.groupBy(received, ({ booking }) => booking)
      expect(words.size).toBe(BOOKINGS)
      for (const own of words.values())
        expect(own.map(({ subject }) => subject.split(':')[0])).toEqual(['Booked', 'Cancelled'])
      expect(deliveries).toEqual(Array.from({ length: 2 * BOOKINGS }, () => ({ outcome: 'sent', lateMs: 1_000 })))
      expect(await countMails(stores[0].read, NOW)).toEqual({ waiting: 0, late: 0, dead: 0 })
    },
  )
})
