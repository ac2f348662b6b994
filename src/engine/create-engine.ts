import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import type { Instant } from '../core/model/instant.ts'
import { countWaiting } from '../storage/desk/count-waiting.ts'
import { emptyWriteAheadLog, overwriteDeleted } from '../storage/desk/leave-no-trace.ts'
import { refusedCommands } from '../storage/desk/refused-commands.ts'
import { restoredServer } from '../storage/desk/restored-server.ts'
import { lockFolder } from '../storage/folder-lock.ts'
import { openSqlite } from '../storage/open-sqlite.ts'
import type { Connect } from './connect.ts'
import type { Beginning } from './desk/begin-alone.ts'
import type { Desk } from './desk/desk.ts'
import type { HorizonKeeper } from './desk/horizon-keeper.ts'
import { hideReasons } from './desk/hide-reasons.ts'
import { openDesk } from './desk/open-desk.ts'
import { tidyUp } from './desk/tidy-up.ts'
import type { DeskClient } from './desk-client.ts'
import { createRouter, type DeskRouter } from './procedures/router.ts'
import type { Secrets } from './secrets.ts'
import { createOnlookers } from './sync/onlookers.ts'
import { createServerLink } from './sync/server-link.ts'
import { createSyncKeeper } from './sync/sync-keeper.ts'
import { createSyncStatus } from './sync/sync-status.ts'

/** The part of pino that is used; no personal data goes through it. */
export type Logger = { info(details: object, event: string): void; error(details: object, event: string): void }

export type EngineOptions = {
  /** The desk's own folder, made where missing; one process at a time. */
  readonly dataDir: string
  readonly connect: Connect
  readonly now: () => Instant
  /** UUIDv7, see `newId`. */
  readonly newId: () => string
  readonly secrets: Secrets
  /** How this device is called in the list of a person's devices. */
  readonly deviceName: string
  readonly logger?: Logger
  /** Whom and where a desk begins for that begins alone; without it whoever uses this machine, here. */
  readonly beginning?: Beginning
  /** Milliseconds between two pings of the sync socket. */
  readonly pingEvery?: number
  /** Milliseconds that go by while this process runs, and that no clock of the machine moves. */
  readonly monotonic?: () => number
}

/** One person's workspace on this machine: the whole desktop app without a window. */
export type Engine = AsyncDisposable & {
  readonly router: DeskRouter
  /** The same, called from this process. */
  readonly call: DeskClient
  /** Ends what is at work in order; everything that was answered is on disk already. */
  close(): Promise<void>
}

const PING_EVERY = 20_000
const TIDY_EVERY = 5 * 60_000

/**
 * Opens a desk. Throws FolderInUseError, NewerVersionError, and StorageError where the disk refuses: each with one plain
 * sentence. The first start makes a workspace of its own; `session.connect` joins a server.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { now, connect, secrets, deviceName, logger, pingEvery = PING_EVERY, beginning = thisMachine() } = options
  await using opening = new AsyncDisposableStack()
  // What people plan is nobody else's to read.
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  opening.use(lockFolder(options.dataDir))
  let queued: () => void = () => undefined
  const { desk, horizon } = await openOn({ ...options, beginning }, opening, () => queued())
  const { read } = desk.store
  const counts = async () => ({
    waiting: countWaiting(read),
    refused: refusedCommands(read).length,
    restored: restoredServer(read)?.how,
  })
  const status = createSyncStatus({ now, counts })
  await status.count()
  opening.use(keepTidy(desk, horizon, options))
  const log = (event: string, details: object) => logger?.info(details, event)
  const onlookers = createOnlookers(() => desk.identity().workspace)
  const sync = opening.use(createSyncKeeper({ desk, status, onlookers, connect, secrets, log, pingEvery, beginning }))
  queued = () => {
    sync.poke()
    void status.count()
  }
  const link = createServerLink({ desk, connect, secrets, deviceName, ...sync })
  const router = createRouter({ desk, link, status, onlookers })
  opening.defer(() => {
    desk.changes.close()
    status.close()
    onlookers.close()
  })
  const all = opening.move()
  const close = () => all.disposeAsync()
  return { router, call: createRouterClient(router), close, [Symbol.asyncDispose]: close }
}

async function openOn(
  options: EngineOptions & { readonly beginning: Beginning },
  opening: AsyncDisposableStack,
  onQueued: () => void,
) {
  const { dataDir, now, newId, beginning } = options
  const file = join(dataDir, 'desk.sqlite')
  const store = opening.use(await openSqlite({ file }))
  await overwriteDeleted(store)
  const leaveNoTrace = () => emptyWriteAheadLog(file)
  const tzVersion = process.versions.tz ?? ''
  const opened = await openDesk({ store, now, newId, beginning, tzVersion, leaveNoTrace, onQueued })
  opening.defer(() => opened.desk.lane.idle())
  return opened
}

function thisMachine(): Beginning {
  const { timeZone: zone, locale } = Intl.DateTimeFormat().resolvedOptions()
  return { zone, locale, name: process.env['USER'] || process.env['USERNAME'] || 'Me' }
}

/** Long logs are folded and the horizon is moved now and then, beside everything else. */
function keepTidy(
  desk: Desk,
  horizon: HorizonKeeper,
  { logger, monotonic = () => performance.now() }: EngineOptions,
): AsyncDisposable {
  let last: Promise<unknown> = Promise.resolve()
  let since = monotonic()
  const ran = () => {
    const before = since
    since = monotonic()
    return since - before
  }
  const tidy = () => {
    last = last
      .then(() => horizon.keepUp(desk))
      .then(() => tidyUp(desk, ran()))
      .then(() => hideReasons(desk))
      .catch((error: unknown) => logger?.error({ error }, 'tidying up failed'))
  }
  tidy()
  const timer = setInterval(tidy, TIDY_EVERY)
  timer.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      await last
    },
  }
}
