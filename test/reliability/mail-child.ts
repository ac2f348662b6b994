import { pino } from 'pino'
import * as ids from '../../src/core/model/ids.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import { createTexts } from '../../sync-server/booking/texts.ts'
import { openDatabase } from '../../sync-server/database/open-database.ts'
import { BookingMail, mailName } from '../../sync-server/outbox/booking-mail.ts'
import { composeBookingMail } from '../../sync-server/outbox/compose-booking-mail.ts'
import { markSent, takeDueMessages } from '../../sync-server/outbox/due-messages.ts'
import { queueBookingMails } from '../../sync-server/outbox/queue-booking-mails.ts'
import { sendBySmtp } from '../../sync-server/outbox/send-by-smtp.ts'
import { startOutbox } from '../../sync-server/outbox/start-outbox.ts'
import { newId } from '../../sync-server/new-id.ts'
import { bookingMail } from '../sync-server/outbox/mail-facts.ts'
import { id, workspace } from '../support/rows.ts'

// An outbox that queues twenty mails, says so in one line, and sends them. Killed by its parent, and started again.
const [, , folder = '', smtpUrl = '', cycle = '0', fault] = process.argv
const MAILS = 20
const store = await openDatabase({ folder })
// Between its lives the leases of the one before have ended.
const now = () => instant(Date.now() + Number(cycle) * 3 * MINUTE)
const serverKey = new Uint8Array(32)
const publicUrl = () => 'https://book.example.org'

const mails = Array.from({ length: MAILS }, (_, index) => {
  const n = Number(cycle) * MAILS + index + 1
  const invitee = { name: `Guest ${n}`, email: `guest${n}@example.org`, zone: 'Europe/Berlin' }
  return bookingMail({ booking: id(ids.BookingId, n), invitee, at: now() })
})
for (const mail of mails) await store.tx((tx) => queueBookingMails(tx, [mail], { workspace, newId }))
process.stdout.write(`${JSON.stringify({ committed: mails.map((mail) => `${mailName(mail)}@book.example.org`) })}\n`)

if (fault === 'mark-first') await markFirst()
else {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false, smtpUrl }
  await startOutbox({ config, publicUrl, store, now, serverKey, logger: pino({ enabled: false }) }, { pauseMs: 10 })
}

/** The mutant: what is taken counts as sent. */
async function markFirst(): Promise<void> {
  const { send } = sendBySmtp(smtpUrl)
  const texts = await createTexts()
  for (;;) {
    const taken = await takeDueMessages(store, now(), 5)
    await store.tx((tx) =>
      markSent(
        tx,
        taken.map(({ id: own }) => own),
      ),
    )
    const sending = taken.map((message) =>
      send(
        composeBookingMail(message.messageId, BookingMail.parse(message.payload), { texts, publicUrl, serverKey }),
      ).catch(() => undefined),
    )
    await Promise.all(sending)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
