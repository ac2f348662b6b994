import { pino, type Logger } from 'pino'
import type { ServerConfig } from '../../../sync-server/config.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { freshPglite } from '../../support/pglite.ts'
import { eventType, FRIDAY, link, setUp } from '../booking/booking-world.ts'

export type OpenServer = SyncServer & {
  readonly logged: string[]
  ask(path: string, init?: RequestInit): Promise<Response>
}

/** A whole server with one link, `/book/anna-1/`, configured as given; the clock stands still on a Friday at noon. */
export async function openServer(config: Partial<ServerConfig> = {}, log?: Logger): Promise<OpenServer> {
  const store = await freshPglite()
  const logged: string[] = []
  const logger = log ?? pino({ level: 'trace' }, { write: (line: string) => void logged.push(line) })
  const openStore = async () => ({ store, [Symbol.asyncDispose]: () => store.close() })
  const all = { host: '127.0.0.1', port: 0, demo: false, json: false, ...config }
  const server = await createServer(all, { logger, now: () => FRIDAY, openStore })
  await setUp(server, { members: 1, eventTypes: [eventType(1)], links: [link(1)] })
  const ask: OpenServer['ask'] = (path, init) => fetch(`${server.url}${path}`, { redirect: 'manual', ...init })
  return { ...server, logged, ask }
}

type Asked = Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> }

/** What a proxy in front of the server sends for `address`. */
export function from(address: string, init: Asked = {}): Asked {
  return { ...init, headers: { ...init.headers, 'x-forwarded-for': address } }
}

export function posted(body: unknown, headers: Record<string, string> = {}): Asked {
  return { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) }
}
