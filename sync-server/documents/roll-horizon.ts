import { eq, like } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { HOUR } from '../../src/core/model/instant.ts'
import { doc, serverSetting } from '../database/schema.ts'
import { rowsOf } from './apply-update.ts'
import type { CommitDeps } from './commit-commands.ts'
import type { Compaction } from './compaction.ts'
import { horizonAt } from './horizon.ts'
import type { Lane } from './lane.ts'
import { purgeDeleted } from './purge-deleted.ts'
import { renewRows } from './renew-rows.ts'
import { runUnit } from './run-unit.ts'
import { showEntry } from './show-committed.ts'
import { openForWriting, type UnitEntry } from './unit-of-work.ts'

const KEY = 'horizon'
const LOOK_EVERY = 6 * HOUR

type RollDeps = CommitDeps & {
  readonly onWritten: (entries: readonly UnitEntry[]) => Promise<void>
  readonly inLane: Lane
  readonly logger: Logger
  readonly compaction: Compaction
}

/** Keeps the rows as this version makes them, those of series within the horizon (T2), and nothing that was removed long ago; looks at the start and every few hours. */
export function keepHorizon(deps: RollDeps): AsyncDisposable {
  const stopping = new AbortController()
  let rolling: Promise<void> = Promise.resolve()
  const roll = (): void => {
    rolling = rolling
      .then(() => rollHorizon(deps, stopping.signal))
      .then(() => renewRows(deps, stopping.signal))
      .then(() => purgeDeleted(deps, stopping.signal))
      .catch((error: unknown) => deps.logger.error({ err: error }, 'the rows were not renewed'))
  }
  const timer = setInterval(roll, LOOK_EVERY).unref()
  roll()
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer)
      stopping.abort()
      await rolling
    },
  }
}

/** When the horizon has moved on, series are expanded anew, one document at a time, while everything else goes on. */
export async function rollHorizon(deps: Omit<RollDeps, 'logger' | 'compaction'>, signal: AbortSignal): Promise<void> {
  const { store, unit, inLane } = deps
  const value = JSON.stringify(horizonAt(unit.now()))
  const [known] = await store.read.select().from(serverSetting).where(eq(serverSetting.key, KEY))
  if (known?.value === value) return
  const found = await store.read.select({ name: doc.name }).from(doc).where(like(doc.name, '%/series'))
  for (const { name } of found) {
    if (signal.aborted) return
    await inLane(() => expandAgain(deps, name))
  }
  const set = { value }
  await store.tx(async (tx) => {
    await tx.insert(serverSetting).values({ key: KEY, value }).onConflictDoUpdate({ target: serverSetting.key, set })
  })
}

/** Busy documents follow the rows: they alone are written by this. */
async function expandAgain(deps: Omit<RollDeps, 'logger' | 'compaction'>, name: DocumentName): Promise<void> {
  const { store, rooms, onWritten } = deps
  const { entries } = await runUnit(store, deps.unit, async (unit) => {
    const document = await openForWriting(unit, name)
    unit.rows.push(...rowsOf(document, 'all', unit.at))
  })
  for (const entry of entries) showEntry(rooms, entry)
  await onWritten(entries)
}
