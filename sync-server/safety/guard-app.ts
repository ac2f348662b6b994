import type { FastifyInstance } from 'fastify'
import type { ServerConfig } from '../config.ts'
import { limitRequests } from './limit-requests.ts'
import { paceNotFound } from './pace-not-found.ts'
import { createRateLimits, type LimitName } from './rate-limits.ts'
import { refuseCrossSite } from './refuse-cross-site.ts'
import { limitSearches } from './search-deadline.ts'

/** What holds for every route, whoever adds it. Before the routes are there. */
export function guardApp(
  app: FastifyInstance,
  { rateLimits: other = {} }: Pick<ServerConfig, 'rateLimits'>,
  watch: { readonly monotonic: () => number; readonly onRefused: (limit: LimitName) => void },
): void {
  refuseCrossSite(app)
  limitSearches(app)
  paceNotFound(app)
  if (other === 'off') return
  limitRequests(app, { limits: createRateLimits(other, watch.monotonic), onRefused: watch.onRefused })
}
