import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import type { Asking } from '../booking/asking.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Html } from './html.ts'
import { markupOf } from './html.ts'
import type { Message } from './message-page.ts'
import { messagePage } from './message-page.ts'
import { type Frame, NONCE } from './page-layout.ts'

/** What every page is made with. */
export type PageDeps = ServerDeps & Frame

export function askingOf({ store, busyBook }: PageDeps): Asking {
  return { db: store.read, busyBook }
}

const gzipped = promisify(gzip)

const OF_SCRIPT = `nonce="${NONCE}"`

/**
 * With a nonce of its own where there is a script, and gzipped for who reads that: no cookie is read here, so nothing secret
 * stands beside what others may choose.
 */
export async function sendPage(reply: FastifyReply, page: Html, status = 200): Promise<FastifyReply> {
  const made = markupOf(page)
  const nonce = made.includes(OF_SCRIPT) ? randomBytes(16).toString('base64') : undefined
  const markup = nonce === undefined ? made : made.replace(OF_SCRIPT, `nonce="${nonce}"`)
  const policy = String(reply.getHeader('content-security-policy'))
  if (nonce !== undefined) reply.header('content-security-policy', `${policy}; script-src 'nonce-${nonce}'`)
  void reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-encoding, accept-language')
  if (!acceptsGzip(reply)) return reply.send(markup)
  return reply.header('content-encoding', 'gzip').send(await gzipped(markup))
}

export function acceptsGzip({ request }: FastifyReply): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers['accept-encoding'] ?? '')
}

export function sendMessage(
  reply: FastifyReply,
  message: Message & { status: number },
  deps: PageDeps,
): Promise<FastifyReply> {
  return sendPage(reply, messagePage(message, deps), message.status)
}

/** Unknown, inactive, forged: all look like this. */
export function sendNotFound(reply: FastifyReply, deps: PageDeps): Promise<FastifyReply> {
  const { texts } = deps
  return sendMessage(reply, { status: 404, title: texts.t('notFound.title'), text: texts.t('notFound.text') }, deps)
}
