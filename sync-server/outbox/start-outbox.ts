import type { ServerDeps } from '../server-deps.ts'
import { HOUR } from '../../src/core/model/instant.ts'
import { errorFacts } from '../booking/error-facts.ts'
import { createTexts } from '../booking/texts.ts'
import { BookingMail } from './booking-mail.ts'
import { composeBookingMail } from './compose-booking-mail.ts'
import type { OutboxMessage } from './due-messages.ts'
import { markFailed, markSent, takeDueMessages } from './due-messages.ts'
import { forgetOld } from './forget-old.ts'
import type { SendMail } from './mail.ts'
import { sendBySmtp } from './send-by-smtp.ts'

export type Outbox = AsyncDisposable & {
  /** Lets the message at work finish. */
  close(): Promise<void>
}

/**
 * Sends what waits in the outbox: at least once, again after a failure (5 s, then three times as long each time, at most 12
 * hours), set aside after twelve attempts; forgets them after a month. Without SMTP_URL a message is sent by being shown in the test mailbox. `pauseMs`: between two looks into an
 * empty outbox.
 */
export async function startOutbox(deps: ServerDeps, { pauseMs = 500 } = {}): Promise<Outbox> {
  const texts = await createTexts()
  const smtp = deps.config.smtpUrl === undefined ? undefined : sendBySmtp(deps.config.smtpUrl)
  const send: SendMail = smtp?.send ?? (async () => {})
  const stopping = new AbortController()

  async function deliver(message: OutboxMessage): Promise<void> {
    try {
      await send(composeBookingMail(message.messageId, BookingMail.parse(message.payload), { ...deps, texts }))
      await deps.store.tx((tx) => markSent(tx, message.id))
    } catch (error) {
      const { code } = errorFacts(error)
      deps.logger.warn({ message: message.id, attempts: message.attempts, code }, 'a message could not be sent')
      await deps.store.tx((tx) => markFailed(tx, message, { error: code, now: deps.now() }))
    }
  }

  let tidied: number | undefined
  async function tidy(): Promise<void> {
    const now = deps.now()
    if (tidied !== undefined && now < tidied + HOUR) return
    tidied = now
    await forgetOld(deps.store, now)
  }

  async function round(): Promise<number> {
    await tidy()
    const messages = await takeDueMessages(deps.store, deps.now())
    await Promise.all(messages.map(deliver))
    return messages.length
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const sent = await round().catch((error: unknown) => {
        deps.logger.error(errorFacts(error), 'the outbox could not be read')
        return 0
      })
      if (sent === 0) await pause(pauseMs, stopping.signal)
    }
  }

  const running = run()
  const close = async () => {
    stopping.abort()
    await running
    smtp?.close()
  }
  return { close, [Symbol.asyncDispose]: close }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, ms)
    function done(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      resolve()
    }
    signal.addEventListener('abort', done)
  })
}
