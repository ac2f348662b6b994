import type { FastifyInstance, FastifyRequest } from 'fastify'

class CrossSiteError extends Error {
  override readonly name = 'CrossSiteError'
  readonly statusCode = 403
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])
const OURS: ReadonlySet<string> = new Set(['same-origin', 'none'])

/**
 * No page of another site makes a visitor's browser book, change or cancel. Nothing here rests on a cookie, so that nobody
 * could act in another's name; still it would be another's address and hand. Programs send none of these headers.
 */
export function refuseCrossSite(app: FastifyInstance): void {
  // Not earlier: what a part of the server puts on all its answers is then on this one too.
  app.addHook('preParsing', async (request) => {
    if (!READING.has(request.method) && !isFromHere(request)) throw new CrossSiteError()
  })
}

function isFromHere({ headers, host }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return typeof site === 'string' && OURS.has(site)
  // Older browsers; `null` is what our own pages send, whose referrer policy says nothing to anybody.
  const { origin } = headers
  return origin === undefined || origin === 'null' || (URL.canParse(origin) && new URL(origin).host === host)
}
