import type { Logger } from 'pino'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { CommandQueue } from './command-queue.ts'
import type { Looking } from './looking.ts'
import type { Person, Presence } from './presence.ts'
import type { LogAnswer, LogPlace } from './read-logs.ts'
import type { SyncNotes } from './sync-notes.ts'
import type { Follower, Rooms } from './rooms.ts'

/** A document as one moment of its log shows it: what `vector` lacks of it, `before` first, and its own vector. */
export type DocumentState = {
  readonly seq: number
  readonly vector: Uint8Array
  readonly before: readonly Uint8Array[]
  readonly missing: Uint8Array
}

/** What connections need of the server. */
export type SyncDeps = {
  readonly rooms: Rooms
  readonly queue: CommandQueue<Follower>
  readonly presence: Presence
  readonly looking: Looking
  /** Undefined: not somebody of this workspace. */
  readonly personOf: (workspace: WorkspaceId, member: MemberId) => Promise<Person | undefined>
  /** What follows at these places, for as many of the first as fit into one turn. */
  readonly readLogs: (places: readonly LogPlace[]) => Promise<readonly LogAnswer[]>
  /** Undefined: `vector` is none. */
  readonly stateSince: (document: DocumentName, vector: Uint8Array) => Promise<DocumentState | undefined>
  readonly noted: SyncNotes
  readonly newId: () => string
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
  readonly logger: Logger
}
