import type { FastifyInstance, FastifyRequest } from 'fastify'
import { isLoopback } from './is-loopback.ts'
import { type ReceivedMail, receivedMailById, receivedMails } from '../outbox/test-mailbox.ts'
import { mailboxPage, mailPage } from './mailbox-page.ts'
import { type PageDeps, sendNotFound, sendPage } from './page-deps.ts'

type ById = { Params: { id: string } }

/** The test mailbox, for whoever sits at the machine; for others it is not there. */
export function registerMailbox(app: FastifyInstance, deps: PageDeps): void {
  const db = deps.store.read
  const wanted = (request: FastifyRequest<ById>) => receivedMailById(db, request.params.id, deps)

  app.addHook('onRequest', async (request, reply) => {
    if (!isLoopback(request)) await sendNotFound(reply, deps)
  })
  app.get('/mailbox', async (_, reply) => sendPage(reply, mailboxPage(await receivedMails(db, deps), deps)))
  app.get('/mailbox/messages.json', async () => (await receivedMails(db, deps)).map(asJson))
  app.get<ById>('/mailbox/:id', async (request, reply) => {
    const received = await wanted(request)
    return received ? sendPage(reply, mailPage(received, deps)) : sendNotFound(reply, deps)
  })
  app.get<ById>('/mailbox/:id/body', async (request, reply) => {
    const received = await wanted(request)
    if (!received) return sendNotFound(reply, deps)
    // Shown in a frame of the mailbox, as a mail program would: with its own styles, without scripts.
    return reply
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'",
      )
      .removeHeader('x-frame-options')
      .type('text/html; charset=utf-8')
      .send(received.mail.html)
  })
  app.get<ById>('/mailbox/:id/invite.ics', async (request, reply) => {
    const received = await wanted(request)
    if (!received?.mail.invite) return sendNotFound(reply, deps)
    return reply.type('text/calendar; charset=utf-8').send(received.mail.invite.content)
  })
}

/** `[{id, sentAt, messageId, from, to, replyTo, subject, text, html, invite: {method, content}}]`; `sentAt` in milliseconds. */
function asJson({ id, sentAt, mail }: ReceivedMail): object {
  return { id, sentAt, ...mail }
}
