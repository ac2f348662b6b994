import { errorFacts } from '../booking/error-facts.ts'
import { createTexts } from '../booking/texts.ts'
import type { ServerDeps } from '../server-deps.ts'
import { BookingMail } from './booking-mail.ts'
import { composeBookingMail } from './compose-booking-mail.ts'
import { markFailed, markSent, type OutboxMessage } from './due-messages.ts'
import { inBatches } from './in-batches.ts'
import type { SendMail } from './mail.ts'
import { sendBySmtp } from './send-by-smtp.ts'

/** How one attempt ended, and how long after its due time (ms); `dead`: it was the last. */
export type Delivery = { readonly outcome: 'sent' | 'failed' | 'dead'; readonly lateMs: number }

export type OutboxDeps = Pick<ServerDeps, 'config' | 'publicUrl' | 'store' | 'now' | 'logger' | 'serverKey'>

export type Postman = {
  /** One attempt, and its outcome written down. Never rejects. */
  deliver(message: OutboxMessage): Promise<void>
  close(): void
}

/** Writes messages from their facts and hands them to SMTP; without SMTP_URL to nobody, and the test mailbox shows them. */
export async function createPostman(deps: OutboxDeps, onDelivery: (delivery: Delivery) => void): Promise<Postman> {
  const texts = await createTexts()
  const smtp = deps.config.smtpUrl === undefined ? undefined : sendBySmtp(deps.config.smtpUrl)
  const send: SendMail = smtp?.send ?? (async () => {})
  const noteSent = inBatches<string>((ids) => deps.store.tx((tx) => markSent(tx, ids)))

  async function attempt(message: OutboxMessage): Promise<Delivery['outcome']> {
    try {
      await send(composeBookingMail(message.messageId, BookingMail.parse(message.payload), { ...deps, texts }))
    } catch (error) {
      return failed(message, errorFacts(error).code)
    }
    await noteSent(message.id)
    return 'sent'
  }

  async function failed(message: OutboxMessage, error: string): Promise<'failed' | 'dead'> {
    const facts = { message: message.id, attempts: message.attempts, code: error }
    const state = await deps.store.tx((tx) => markFailed(tx, message, { error, now: deps.now() }))
    if (state === 'dead') deps.logger.error(facts, 'a message was given up')
    else deps.logger.warn(facts, 'a message could not be sent')
    return state === 'dead' ? 'dead' : 'failed'
  }

  return {
    async deliver(message) {
      try {
        const outcome = await attempt(message)
        onDelivery({ outcome, lateMs: deps.now() - message.dueAt })
      } catch (error) {
        // Left as it is: its lease ends, and it is due again.
        deps.logger.error(errorFacts(error), 'the outbox could not be written')
      }
    },
    close: () => smtp?.close(),
  }
}
