import type { FastifyReply } from 'fastify'
import type { Texts } from '../booking/texts.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Html } from './html.ts'
import { markupOf } from './html.ts'
import type { Message } from './message-page.ts'
import { messagePage } from './message-page.ts'

/** What every page is made with. */
export type PageDeps = ServerDeps & { readonly texts: Texts; readonly stylesheet: string }

export function sendPage(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(markupOf(page))
}

export function sendMessage(reply: FastifyReply, message: Message & { status: number }, deps: PageDeps): FastifyReply {
  return sendPage(reply, messagePage(message, deps), message.status)
}

/** Unknown, inactive, forged: all look like this. */
export function sendNotFound(reply: FastifyReply, deps: PageDeps): FastifyReply {
  const { texts } = deps
  return sendMessage(reply, { status: 404, title: texts.t('notFound.title'), text: texts.t('notFound.text') }, deps)
}
