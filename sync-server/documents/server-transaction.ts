import type * as Y from 'yjs'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { CalendarId, DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

/** What the tables of a workspace are told; the `directory` document is their mirror and is written along. */
export type DirectoryChange = {
  readonly workspace?: Workspace
  readonly members?: readonly Member[]
  readonly owners?: readonly { readonly calendar: CalendarId; readonly owner: MemberId }[]
  /** No `permission`: withdrawn. */
  readonly shares?: readonly {
    readonly calendar: CalendarId
    readonly member: MemberId
    readonly permission: Permission | undefined
  }[]
}

/** Who is behind a write of the server: a member, or the server itself on behalf of an invitee. */
export type WriteActor = { readonly member?: MemberId; readonly device?: DeviceId }

export type TransactionScope = {
  /** The open database transaction: claims, audit, idempotency and outbox rows are written with it, and read through it. */
  readonly tx: PostgresHandle
  /** The document as it stands, this transaction's own writes included. `read` must not change it nor keep it. */
  read<T>(name: DocumentName, read: (doc: Y.Doc) => T): Promise<T>
  /** Changes a document: its log entry and its rows become part of this transaction. Throwing inside rolls everything back. */
  write<T>(name: DocumentName, write: (doc: Y.Doc) => T, actor?: WriteActor): Promise<T>
  /** Tables of members, roles, owners and shares, together with their mirror. */
  putDirectory(workspace: WorkspaceId, change: DirectoryChange): Promise<void>
}

/**
 * Everything `work` does happens in ONE database transaction, or nothing of it; devices hear of it after the commit and never
 * before. It runs again from the start after a deadlock or a serialisation failure, so it may have no effect outside `scope`,
 * and it must not wait for the network. It rejects with what `work` threw, after rolling back.
 */
export type ServerTransaction = <T>(work: (scope: TransactionScope) => Promise<T>) => Promise<T>
