import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { listedGuests } from '../booking/listed-guests.ts'
import { clientKey } from './client-key.ts'
import type { Asking, Keys, LimitName, RateLimits } from './rate-limits.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For programs that look after the server, and for calls that count for themselves. */
    readonly unlimited?: true
  }
}

/** Answered by the part of the server that was asked, in its own shape; `Retry-After` is there already. */
class TooManyRequestsError extends Error {
  override readonly name = 'TooManyRequestsError'
  readonly statusCode = 429
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/**
 * Counts every request that is not told to be `unlimited`, whatever route is added later: by address, link and in all before
 * its body is read, by e-mail address after that. To be called before the routes are there.
 */
export function limitRequests(
  app: FastifyInstance,
  { limits, onRefused }: { readonly limits: RateLimits; readonly onRefused: (limit: LimitName) => void },
): void {
  const admit = (request: FastifyRequest, reply: FastifyReply, keys: Keys): void => {
    if (request.routeOptions.config.unlimited === true) return
    const refused = limits.admit(askingOf(request), keys)
    if (!refused) return
    onRefused(refused.limit)
    reply.header('retry-after', Math.max(Math.ceil(refused.waitMs / 1_000), 1))
    throw new TooManyRequestsError()
  }
  // Not earlier: what a part of the server puts on all its answers is then on this one too.
  app.addHook('preParsing', async (request, reply) =>
    admit(request, reply, { address: clientKey(request), ...linkOf(request), all: 'all' }),
  )
  app.addHook('preHandler', async (request, reply) => {
    const email = emailsOf(request.body)
    if (email.length > 0) admit(request, reply, { email })
  })
}

function askingOf({ method }: FastifyRequest): Asking {
  return READING.has(method) ? 'read' : 'write'
}

const Params = z.record(z.string(), z.string())

/** What the address names: a link, a type of an organiser, a booking. */
function linkOf({ params }: FastifyRequest): Pick<Keys, 'link'> {
  const named = Object.entries(Params.safeParse(params).data ?? {}).filter(([name]) => name !== '*')
  return named.length === 0 ? {} : { link: named.map(([, value]) => value.toLowerCase()).join('/') }
}

/** No request that names more of them does anything. */
const MOST_GUESTS = 50

const Address = z.string().max(254)
const Booker = z.object({ email: Address })
const Guests = z.object({ guests: z.union([z.array(z.unknown()), z.string().transform(listedGuests)]) })

/** Everybody who could be written to because of it. */
function emailsOf(body: unknown): string[] {
  const guests = (Guests.safeParse(body).data?.guests ?? []).slice(0, MOST_GUESTS)
  const named = [Booker.safeParse(body).data?.email, ...guests].flatMap((one) => Address.safeParse(one).data ?? [])
  return [...new Set(named.map(mailboxOf))].filter((one) => one !== '')
}

/** `anna+one@example.org` reads the same mailbox as `anna@example.org`. */
function mailboxOf(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
}
