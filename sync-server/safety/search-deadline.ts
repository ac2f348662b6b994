import type { FastifyInstance } from 'fastify'

/** So long somebody waits for what is only read, in milliseconds. */
export const SEARCH_MS = 8_000
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/**
 * S15: a question that is not answered by then gets 503, in the shape of the part that was asked. Only what reads: of what
 * writes nobody could say by then whether it will have happened. Streams that have begun may go on. Before the routes are there.
 */
export function limitSearches(app: FastifyInstance, deadlineMs = SEARCH_MS): void {
  app.addHook('onRoute', (route) => {
    const methods = Array.isArray(route.method) ? route.method : [route.method]
    if (methods.every((method) => READING.has(method))) route.handlerTimeout ??= deadlineMs
  })
}
