import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { instant, type Instant } from '../src/core/model/instant.ts'
import { createAccounts } from './accounts/create-accounts.ts'
import { createAuth } from './accounts/create-auth.ts'
import { registerAccounts } from './accounts/register-accounts.ts'
import { serverKey } from './accounts/server-key.ts'
import { readSyncPass } from './accounts/sync-token.ts'
import { registerBooking } from './booking/register-booking.ts'
import type { ServerConfig } from './config.ts'
import { createApp } from './create-app.ts'
import { createLogger } from './create-logger.ts'
import { createDemo, type Demo } from './demo/create-demo.ts'
import { createDocuments } from './documents/create-documents.ts'
import { createPresence } from './documents/presence.ts'
import { serveSync } from './documents/serve-sync.ts'
import { newId } from './new-id.ts'
import { openStore, type OpenStore } from './open-store.ts'
import { startOutbox } from './outbox/start-outbox.ts'
import { registerPages } from './pages/register-pages.ts'
import { registerHealth } from './register-health.ts'
import type { ServerDeps } from './server-deps.ts'

export type SyncServer = AsyncDisposable & {
  /** Where it listens. */
  readonly url: string
  readonly deps: ServerDeps
  /** Where the demo was asked for and this server holds it. */
  readonly demo: Demo | undefined
  /** Finishes what is being committed, ends connections, closes the database. */
  close(): Promise<void>
}

/** The world outside; a test brings its own. */
export type World = {
  readonly now: () => Instant
  readonly newId: () => string
  readonly logger: Logger
  readonly openStore: (config: ServerConfig) => Promise<OpenStore>
}

/** The whole sync server in this process, listening. Disposing of it, or `close`, ends it in order. */
export async function createServer(config: ServerConfig, world: Partial<World> = {}): Promise<SyncServer> {
  const stack = new AsyncDisposableStack()
  try {
    const real = { now: () => instant(Date.now()), newId, logger: createLogger(), openStore }
    return await start(config, { ...real, ...world }, stack)
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

async function start(config: ServerConfig, world: World, stack: AsyncDisposableStack): Promise<SyncServer> {
  const { store } = stack.use(await world.openStore(config))
  const monotonic = (): number => performance.now()
  const documents = stack.use(await createDocuments({ ...world, store, monotonic, databaseUrl: config.databaseUrl }))
  const key = await serverKey(store)
  const { serverTransaction } = documents
  const auth = createAuth({ ...world, store, serverKey: key })
  const accounts = createAccounts({ auth, serverTransaction })
  let url = ''
  const publicUrl = (): string => config.publicUrl ?? url
  const deps: ServerDeps = { ...world, config, publicUrl, store, serverTransaction, accounts, serverKey: key }

  const demo = config.demo ? await createDemo(deps) : undefined
  const app = await createApp(world.logger)
  stack.defer(() => app.close())
  registerHealth(app, { store, lagMs: documents.queue.lagMs })
  await registerAccounts(app, { ...deps, accounts, auth })
  await registerBooking(app, deps)
  await registerPages(app, deps)
  const sync = serveSync(app.server, {
    ...world,
    ...documents,
    monotonic,
    presence: createPresence(),
    writerOf: (token) => readSyncPass(key, token, world.now()),
  })
  stack.defer(() => sync.close())
  stack.defer(() => documents.queue.idle())
  await app.listen({ host: config.host, port: config.port })
  url = addressOf(app.server.address(), config)
  stack.use(await startOutbox(deps))

  let closed: Promise<void> | undefined
  const close = (): Promise<void> => (closed ??= stack.disposeAsync())
  return { url, deps, demo, close, [Symbol.asyncDispose]: close }
}

function addressOf(address: AddressInfo | string | null, { host }: ServerConfig): string {
  const port = typeof address === 'object' && address !== null ? address.port : 0
  // An address for all of them is none to go to.
  const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host
  return `http://${named.includes(':') ? `[${named}]` : named}:${port}`
}
