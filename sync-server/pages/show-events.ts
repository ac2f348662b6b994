import type { FastifyReply, FastifyRequest } from 'fastify'
import { clientKey } from '../safety/client-key.ts'
import { type PageDeps, sendNotFound } from './page-deps.ts'
import { type PlaceParams, reachedType } from './reached-type.ts'
import type { SlotWatch } from './slot-watch.ts'

const ALIVE_MS = 25_000
/** Open at once: in all, and from one address. Who comes later has a page that does not change by itself. */
const MOST = 2_000
const MOST_OF_ONE = 30

export type EventStreams = Disposable & {
  open(request: FastifyRequest<{ Params: PlaceParams }>, reply: FastifyReply): Promise<FastifyReply>
}

/** `GET /book/{slug}/events`: `changed` whenever the free times may be others. Server-sent events, nothing else in them. */
export function createEventStreams(deps: PageDeps, watch: SlotWatch): EventStreams {
  const streams = new Map<() => void, string>()
  const isFull = (client: string): boolean =>
    streams.size >= MOST ||
    streams
      .values()
      .filter((own) => own === client)
      .toArray().length >= MOST_OF_ONE
  return {
    open: async (request, reply) => {
      const reached = await reachedType(request.params, deps)
      const found = reached && (await deps.bookables.bySlug(deps.store.read, reached.slug, deps.now()))
      if (!found) return sendNotFound(reply, deps)
      // Nothing is waited for from here on: nobody else comes in between.
      const client = clientKey(request)
      if (isFull(client)) return reply.code(429).header('retry-after', '60').send()
      const send = openStream(reply)
      const unwatch = watch.watch(found.bookable, () => send('event: changed\ndata: {}\n\n'))
      const alive = setInterval(() => send(':\n\n'), ALIVE_MS).unref()
      const end = (): void => void reply.raw.end()
      streams.set(end, client)
      reply.raw.once('close', () => {
        unwatch()
        clearInterval(alive)
        streams.delete(end)
      })
      return reply
    },
    [Symbol.dispose]: () => {
      for (const end of streams.keys()) end()
    },
  }
}

/** Takes the answer out of the framework's hands. */
function openStream(reply: FastifyReply): (text: string) => void {
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  )
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    ...Object.fromEntries(headers),
    'content-type': 'text/event-stream; charset=utf-8',
    // A proxy that gathers what it passes on would keep the news.
    'x-accel-buffering': 'no',
  })
  const send = (text: string): void => void raw.write(text)
  send('retry: 5000\n\n')
  return send
}
