import { pino } from 'pino'
import * as Y from 'yjs'
import type { CalendarId, CommandId, DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { foldUpdates } from '../../src/core/document/fold-updates.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { settleBookings } from '../../sync-server/booking/settle-bookings.ts'
import { compactDocument } from '../../sync-server/documents/compact-document.ts'
import { createDocuments, type Documents } from '../../sync-server/documents/create-documents.ts'
import { beginEpoch } from '../../sync-server/documents/epochs.ts'
import { serveDevice } from '../../sync-server/documents/device-connection.ts'
import type { Folder } from '../../sync-server/documents/folder.ts'
import { createSyncMetrics } from '../../sync-server/metrics/sync-metrics.ts'
import { createLooking } from '../../sync-server/documents/looking.ts'
import { createPresence } from '../../sync-server/documents/presence.ts'
import { backupTables, type TableBackup } from './table-backup.ts'
import { createWire, type Wire } from './wire.ts'

export type Person = { readonly member: MemberId; readonly device: DeviceId }

/** The real server's documents on a database, without its HTTP: devices reach it over wires that the history holds. */
export type ServerSide = AsyncDisposable & {
  readonly workspace: WorkspaceId
  readonly store: PostgresStore
  /** Commands that stand in the log, by their ids: what was ever told to be durable. */
  readonly durable: ReadonlySet<CommandId>
  /** What the server itself counts as its own mistakes. */
  readonly errors: readonly string[]
  connect(person: Person): Wire
  /** All it keeps in memory is gone; the lines of everybody end with it, and are to be cut by the caller first. */
  restart(): Promise<void>
  begin(workspace: Workspace, members: readonly Member[]): Promise<void>
  share(calendar: CalendarId, member: MemberId, permission: Permission | undefined): Promise<void>
  /** In the database itself: all of it, as of now. */
  backup(): Promise<void>
  isBackedUp(): boolean
  /** What was backed up, in a new epoch. As `restart`. */
  restore(): Promise<void>
  compact(document: DocumentName, manner: 'gentle' | 'whole'): Promise<void>
}

export type ServerSideOptions = {
  readonly store: PostgresStore
  readonly workspace: WorkspaceId
  readonly now: () => Instant
  readonly newId: () => string
}

export async function openServerSide({ store, workspace, now, newId }: ServerSideOptions): Promise<ServerSide> {
  const errors: string[] = []
  const durable = new Set<CommandId>()
  const logger = pino({ level: 'error' }, { write: (line: string) => void errors.push(line) })
  const monotonic = () => performance.now()
  const open = (): Promise<Documents> =>
    createDocuments({
      store,
      databaseUrl: undefined,
      now,
      logger,
      monotonic,
      onCommitted: ({ entries }) => {
        for (const { command } of entries) if (command !== undefined) durable.add(command)
      },
      settle: settleBookings({ newId, now }),
    })
  let restores = 0
  let documents = await open()
  // Nobody looks at a screen here.
  const people = { presence: createPresence(), looking: createLooking(), personOf: async () => undefined }
  const noted = createSyncMetrics()
  let backedUp: { readonly tables: TableBackup; readonly durable: ReadonlySet<CommandId> } | undefined
  return {
    workspace,
    store,
    durable,
    errors,
    connect: ({ member, device }) => {
      const wire = createWire()
      serveDevice(wire.far, { workspace, member, device }, { ...documents, ...people, noted, newId, monotonic, logger })
      return wire
    },
    restart: async () => {
      await documents[Symbol.asyncDispose]()
      documents = await open()
    },
    backup: async () => {
      backedUp = { tables: await backupTables(store), durable: new Set(durable) }
    },
    isBackedUp: () => backedUp !== undefined,
    restore: async () => {
      if (backedUp === undefined) throw new Error('nothing is backed up')
      await documents[Symbol.asyncDispose]()
      await backedUp.tables.restore()
      durable.clear()
      for (const id of backedUp.durable) durable.add(id)
      restores += 1
      await store.tx((tx) => beginEpoch(tx, now() + restores))
      documents = await open()
    },
    begin: (whole, members) =>
      documents.serverTransaction(({ putDirectory }) => putDirectory(workspace, { workspace: whole, members })),
    share: (calendar, member, permission) =>
      documents.serverTransaction(({ putDirectory }) =>
        putDirectory(workspace, { shares: [{ calendar, member, permission }] }),
      ),
    compact: async (document, manner) => {
      await compactDocument({ store, folder: foldingHere() }, document, manner)
    },
    [Symbol.asyncDispose]: () => documents[Symbol.asyncDispose](),
  }
}

/** Without a thread: the order of things must follow from the seed. */
function foldingHere(): Folder {
  const fold: Folder['fold'] = async (updates) => {
    const data = foldUpdates(updates)
    return { data, vector: Y.encodeStateVectorFromUpdate(data) }
  }
  return { fold, [Symbol.asyncDispose]: async () => undefined }
}
