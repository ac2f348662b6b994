import { createTransport } from 'nodemailer'
import type { SendMail } from './mail.ts'

const PATIENCE = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 30_000 }
/** Kept open between mails: shaking hands for each costs more than handing it over. */
const CONNECTIONS = { pool: true, maxConnections: 5 } as const

export type Smtp = { readonly send: SendMail; readonly close: () => void }

/** Mail through the server at `url` (`smtp://user:password@host:587`). */
export function sendBySmtp(url: string): Smtp {
  const transport = createTransport({ url, ...CONNECTIONS, ...PATIENCE })
  return {
    send: async ({ invite, messageId, ...mail }) => {
      await transport.sendMail({
        ...mail,
        messageId: `<${messageId}>`,
        ...(invite && { icalEvent: { ...invite, filename: 'invite.ics' } }),
        // A reply of a machine to a machine helps nobody (RFC 3834).
        headers: { 'Auto-Submitted': 'auto-generated' },
      })
    },
    close: () => transport.close(),
  }
}
