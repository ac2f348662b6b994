import * as Y from 'yjs'
import type { Logger } from 'pino'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { createCommandQueue, type CommandQueue } from './command-queue.ts'
import { commitCommands } from './commit-commands.ts'
import { createCompaction } from './compaction.ts'
import type { SettleBookings } from './desk-changes.ts'
import { documentRow } from './document-log.ts'
import { followLog } from './follow-log.ts'
import type { Grants } from './grants.ts'
import { createLane } from './lane.ts'
import { createOpenDocuments } from './open-document.ts'
import { keepHorizon } from './roll-horizon.ts'
import { readLogs } from './read-logs.ts'
import { createRooms, type Follower, type Rooms } from './rooms.ts'
import { storedState } from './stored-state.ts'
import { createServerTransaction, type ServerTransaction } from './server-transaction.ts'
import type { DocumentState, SyncDeps } from './sync-deps.ts'
import type { SyncNotes } from './sync-notes.ts'
import type { UnitDeps, UnitEntry } from './unit-of-work.ts'

export type Documents = AsyncDisposable & {
  readonly rooms: Rooms
  readonly queue: CommandQueue<Follower>
  readonly serverTransaction: ServerTransaction
  readonly readLogs: SyncDeps['readLogs']
  readonly stateSince: SyncDeps['stateSince']
}

const CACHE_BYTES = 24 * 1_024 * 1_024
const TRIM_MS = 10_000

type DocumentsDeps = {
  readonly store: PostgresStore
  readonly databaseUrl: string | undefined
  readonly now: () => Instant
  readonly logger: Logger
  readonly monotonic: () => number
  readonly onCommitted?: UnitDeps['onCommitted']
  readonly settle?: SettleBookings | undefined
  readonly noted?: Pick<SyncNotes, 'committed'>
}

/** The shared documents of this process, on the log in `store`. */
export async function createDocuments(deps: DocumentsDeps): Promise<Documents> {
  const { store, logger, onCommitted, settle, noted } = deps
  const rooms = createRooms(store.read)
  const open = createOpenDocuments({ maxBytes: CACHE_BYTES, monotonic: deps.monotonic, isRead: rooms.isRead })
  const unit = { documents: open, grants: new Map<WorkspaceId, Grants>(), now: deps.now, onCommitted }
  const follower = await followLog({ ...deps, rooms })
  const lane = createLane()
  const inLane = <T>(work: () => Promise<T>): Promise<T> => lane(() => work().finally(open.trim))

  const compaction = createCompaction({ store, logger })
  const afterwards = async (entries: readonly UnitEntry[]): Promise<void> => {
    const written = new Set(entries.map((entry) => entry.document))
    follower.tell([...written].flatMap(({ id }) => id ?? []))
    compaction.look(written)
  }
  const queue = createCommandQueue<Follower>({
    inLane,
    logger,
    monotonic: deps.monotonic,
    commit: async (batch) => {
      const began = deps.monotonic()
      const entries = await commitCommands({ store, unit, rooms, settle }, batch)
      noted?.committed({ seconds: (deps.monotonic() - began) / 1_000, commands: batch.length })
      await afterwards(entries)
    },
  })
  const stateSince = async (name: DocumentName, vector: Uint8Array): Promise<DocumentState | undefined> => {
    if (isNothing(vector)) return storedState(store.read, name)
    return inLane(async () => {
      const { doc, seq } = await open.at(store.read, name, await documentRow(store.read, name))
      return isVector(vector)
        ? { seq, vector: Y.encodeStateVector(doc), before: [], missing: Y.encodeStateAsUpdate(doc, vector) }
        : undefined
    })
  }
  // What is idle leaves memory also where nothing else is done.
  const trimming = setInterval(() => void inLane(async () => undefined), TRIM_MS).unref()

  const horizon = keepHorizon({ store, unit, rooms, inLane, logger, compaction, onWritten: afterwards })
  return {
    rooms,
    queue,
    serverTransaction: createServerTransaction({ store, unit, rooms }, inLane, afterwards),
    readLogs: (places) => readLogs(store.read, places),
    stateSince,
    [Symbol.asyncDispose]: async () => {
      clearInterval(trimming)
      await horizon[Symbol.asyncDispose]()
      await queue.idle()
      await inLane(async () => undefined)
      await compaction[Symbol.asyncDispose]()
      await follower[Symbol.asyncDispose]()
    },
  }
}

/** Of no client: whoever says so has nothing yet. */
function isNothing(vector: Uint8Array): boolean {
  return vector.byteLength === 1 && vector[0] === 0
}

function isVector(vector: Uint8Array): boolean {
  try {
    return Y.decodeStateVector(vector).size >= 0
  } catch {
    return false
  }
}
