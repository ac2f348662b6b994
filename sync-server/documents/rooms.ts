import { parseDocumentName, type DocumentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { directoryOf } from './directory-change.ts'
import { headsOf, headsOfRows, type HeadRow } from './document-log.ts'
import type { Began } from './epochs.ts'
import { loadGrants, NO_GRANTS, type Grants } from './grants.ts'
import type { Head, LogEntry } from './log-entry.ts'

/** What this process knows of a workspace that somebody is connected to. All of it is committed. */
export type Room = {
  readonly workspace: WorkspaceId
  readonly heads: Map<DocumentName, Head & { readonly ref: DocumentRef }>
  /** The epochs of documents that have had another one before. */
  readonly began: Map<DocumentName, readonly Began[]>
  grants: Grants
  readonly followers: Set<Follower>
}

/** A connection. */
export type Follower = {
  readonly member: MemberId
  /** `to` is in the log; `entries` are what leads there, or none where another process wrote them. */
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): void
  /** Roles, owners or shares have changed. */
  regrant(): void
}

export type Rooms = {
  /** Settles when the room knows every document. The follower may be offered entries before that. */
  join(workspace: WorkspaceId, follower: Follower): Promise<Room>
  leave(workspace: WorkspaceId, follower: Follower): void
  /** A durable entry of this process, for everybody but its sender. */
  publish(workspace: WorkspaceId, document: DocumentName, epoch: number, entry: LogEntry, sender?: Follower): void
  regrant(workspace: WorkspaceId, grants: Grants): void
  /** Asks the log what other processes have written; `documents`: by the ids of their rows. */
  refresh(documents: readonly number[] | 'all'): Promise<void>
}

export function createRooms(db: PostgresReadHandle): Rooms {
  const rooms = new Map<WorkspaceId, Room>()
  const loads = new WeakMap<Room, Promise<void>>()

  const roomFor = (workspace: WorkspaceId): Room => {
    const room = rooms.get(workspace) ?? {
      workspace,
      heads: new Map(),
      began: new Map(),
      grants: NO_GRANTS,
      followers: new Set(),
    }
    rooms.set(workspace, room)
    return room
  }
  const show = async (open: readonly Room[], rows: readonly HeadRow[]): Promise<void> => {
    for (const room of open) {
      const own = rows.filter((row) => row.workspace === room.workspace)
      await renewGrants(db, room, own)
      for (const { name, epoch, head, began } of own) {
        if (began.length > 0) room.began.set(name, began)
        raise(room, name, { epoch, head }, [])
      }
    }
  }
  // Of the room itself, not of its workspace: one that was left while it loaded is another one than its successor.
  const load = (room: Room): Promise<void> => {
    const known = loads.get(room)
    if (known) return known
    const loading = headsOf(db, [room.workspace]).then((rows) => show([room], rows))
    loads.set(room, loading)
    loading.catch(() => loads.delete(room))
    return loading
  }

  return {
    join: async (workspace, follower) => {
      const room = roomFor(workspace)
      // From now on it hears of everything; what came before it finds in the room.
      room.followers.add(follower)
      await load(room)
      return room
    },
    leave: (workspace, follower) => {
      const room = rooms.get(workspace)
      room?.followers.delete(follower)
      if (room?.followers.size === 0) rooms.delete(workspace)
    },
    publish: (workspace, document, epoch, entry, sender) => {
      const room = rooms.get(workspace)
      if (room) raise(room, document, { epoch, head: entry.seq }, [entry], sender)
    },
    regrant: (workspace, grants) => {
      const room = rooms.get(workspace)
      if (room) give(room, grants)
    },
    refresh: async (documents) => {
      const open = [...rooms.values()]
      const workspaces = open.map((room) => room.workspace)
      await show(open, documents === 'all' ? await headsOf(db, workspaces) : await headsOfRows(db, documents))
    },
  }
}

/** Tells everybody but the sender; says nothing that is known already. */
function raise(room: Room, document: DocumentName, to: Head, entries: readonly LogEntry[], sender?: Follower): void {
  const known = room.heads.get(document)
  if (known?.epoch === to.epoch && known.head >= to.head) return
  const ref = known?.ref ?? parseDocumentName(document)
  if (!ref) return
  room.heads.set(document, { ...to, ref })
  for (const follower of room.followers) if (follower !== sender) follower.offer(document, to, entries)
}

async function renewGrants(db: PostgresReadHandle, room: Room, rows: readonly HeadRow[]): Promise<void> {
  const head = rows.find((row) => row.name === directoryOf(room.workspace))?.head
  if (head === undefined || head <= room.grants.directory) return
  give(room, await loadGrants(db, room.workspace, head))
}

function give(room: Room, grants: Grants): void {
  if (grants.directory <= room.grants.directory) return
  room.grants = grants
  for (const follower of room.followers) follower.regrant()
}
