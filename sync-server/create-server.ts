import type { AddressInfo } from 'node:net'
import type { Logger } from 'pino'
import { instant, type Instant } from '../src/core/model/instant.ts'
import { createBusyBook } from '../src/storage/busy-book.ts'
import { createAccounts } from './accounts/create-accounts.ts'
import { createAuth } from './accounts/create-auth.ts'
import { watchDevices } from './accounts/device-sockets.ts'
import { registerAccounts } from './accounts/register-accounts.ts'
import { serverKey } from './accounts/server-key.ts'
import { readSyncPass } from './accounts/sync-token.ts'
import { registerApi } from './api/register-api.ts'
import { writeControlFile } from './backup/control-file.ts'
import { registerBackup } from './backup/register-backup.ts'
import { createBookableBook } from './booking/bookable-book.ts'
import { calendarStamps, tellCommitted } from './booking/calendar-stamps.ts'
import { startProposalSweep } from './booking/expire-proposals.ts'
import { registerBooking } from './booking/register-booking.ts'
import { settleBookings } from './booking/settle-bookings.ts'
import { createSlotTurns } from './booking/slot-turns.ts'
import type { ServerConfig } from './config.ts'
import { createApp } from './create-app.ts'
import { createLogger } from './create-logger.ts'
import { createDemo, type Demo } from './demo/create-demo.ts'
import { createDocuments } from './documents/create-documents.ts'
import { serveSync } from './documents/serve-sync.ts'
import type { UnitDeps } from './documents/unit-of-work.ts'
import { whoIsHere } from './documents/who-is-here.ts'
import { createMetrics } from './metrics/create-metrics.ts'
import { registerMetrics } from './metrics/register-metrics.ts'
import { newId } from './new-id.ts'
import { openStore, type OpenStore } from './open-store.ts'
import { startOutbox } from './outbox/start-outbox.ts'
import { registerPages } from './pages/register-pages.ts'
import { registerHealth } from './register-health.ts'
import { seesPastRows } from './safety/confine.ts'
import { guardApp } from './safety/guard-app.ts'
import { limitUpgrades } from './safety/limit-upgrades.ts'
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
  const { store, copyTo } = stack.use(await world.openStore(config))
  if (store.engine === 'postgres' && (await seesPastRows(store.read)))
    world.logger.warn('the user of the database is a superuser: row-level security does nothing')
  const monotonic = (): number => performance.now()
  const busyBook = createBusyBook({ stampsOf: calendarStamps })
  const kept = { busyBook, bookables: createBookableBook(), slotTurns: createSlotTurns() }
  const metrics = createMetrics()
  const onCommitted: UnitDeps['onCommitted'] = (unit) => {
    tellCommitted(busyBook, unit)
    metrics.committed(unit.tx)
  }
  const common = { ...world, store, monotonic, databaseUrl: config.databaseUrl, noted: metrics.sync }
  const documents = stack.use(await createDocuments({ ...common, onCommitted, settle: settleBookings(world) }))
  const key = await serverKey(store)
  const { serverTransaction, queue } = documents
  const auth = createAuth({ ...world, store, serverKey: key })
  const accounts = createAccounts({ auth, serverTransaction })
  let url = ''
  const publicUrl = (): string => config.publicUrl ?? url
  const deps: ServerDeps = { ...world, ...kept, config, publicUrl, store, serverTransaction, accounts, serverKey: key }

  const demo = config.demo ? await createDemo(deps) : undefined
  const deviceSockets = stack.use(await watchDevices({ ...world, store }))
  const app = await createApp(world.logger, config)
  stack.defer(() => app.close())
  guardApp(app, config, { monotonic, onRefused: metrics.limited })
  registerHealth(app, { store, lagMs: queue.lagMs })
  registerMetrics(app, { ...deps, metrics, queue })
  await registerAccounts(app, { ...deps, accounts, auth, deviceSockets })
  await registerBooking(app, deps)
  await registerApi(app, deps)
  await registerPages(app, deps)
  const controlKey = copyTo && registerBackup(app, copyTo)
  const sync = serveSync(app.server, {
    ...common,
    ...documents,
    ...stack.use(await whoIsHere(common)),
    writerOf: (token) => readSyncPass(key, token, world.now()),
    admit: deviceSockets.admit,
    limit: limitUpgrades(config, { monotonic, onRefused: metrics.limited }),
  })
  stack.defer(() => sync.close())
  stack.defer(() => queue.idle())
  await app.listen({ host: config.host, port: config.port })
  url = addressOf(app.server.address(), config)
  if (config.dataDir !== undefined && controlKey !== undefined) {
    stack.use(await writeControlFile(config.dataDir, { url, key: controlKey }))
  }
  stack.use(await startOutbox(deps, { onDelivery: metrics.delivered }))
  stack.use(startProposalSweep(deps))

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
