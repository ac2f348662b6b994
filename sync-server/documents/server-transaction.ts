import type * as Y from 'yjs'
import type { DirectoryChange } from '../../src/core/document/directory-change.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import type { CommitDeps } from './commit-commands.ts'
import type { Lane } from './lane.ts'
import { runUnit } from './run-unit.ts'
import { showEntry, showGrants } from './show-committed.ts'
import type { UnitEntry } from './unit-of-work.ts'
import { unitScope } from './unit-scope.ts'

/** On whose behalf the server writes; neither: on its own. */
export type WriteActor = { readonly member?: MemberId; readonly device?: DeviceId }

export type TransactionScope = {
  /** The open database transaction: claims, audit, idempotency and outbox rows are written with it, and read through it. */
  readonly tx: PostgresHandle
  /** The document as it stands, this transaction's own writes included. `read` must not change it nor keep it. */
  read<T>(name: DocumentName, read: (doc: Y.Doc) => T): Promise<T>
  /** Changes a document: its log entry and its rows become part of this transaction. Throwing inside rolls everything back. */
  write<T>(name: DocumentName, write: (doc: Y.Doc) => T, actor?: WriteActor): Promise<T>
  /** Tables of members, teams, roles, owners and shares, together with their mirror. */
  putDirectory(workspace: WorkspaceId, change: DirectoryChange): Promise<void>
}

/**
 * Everything `work` does happens in ONE database transaction, or nothing of it; devices hear of it after the commit and never
 * before. It runs again from the start after a deadlock or a serialisation failure, so it may have no effect outside `scope`,
 * and it must not wait for the network nor for another `serverTransaction`. It rejects with what `work` threw, after rolling
 * back. Take locks of your own (advisory locks of hosts) before the first `write`.
 */
export type ServerTransaction = <T>(work: (scope: TransactionScope) => Promise<T>) => Promise<T>

export function createServerTransaction(
  { store, unit: deps, rooms }: CommitDeps,
  inLane: Lane,
  onWritten: (entries: readonly UnitEntry[]) => Promise<void>,
): ServerTransaction {
  return (work) =>
    inLane(async () => {
      const committed = await runUnit(store, deps, (unit) => work(unitScope(unit)))
      showGrants(committed.grants, { grants: deps.grants, rooms })
      for (const entry of committed.entries) showEntry(rooms, entry)
      await onWritten(committed.entries)
      return committed.value
    })
}
