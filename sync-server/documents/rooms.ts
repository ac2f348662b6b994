import {
  documentName,
  parseDocumentName,
  type DocumentName,
  type DocumentRef,
} from '../../src/core/document/document-name.ts'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { directoryOf } from './directory-change.ts'
import { headsOf, headsOfNames, headsOfRows, type HeadRow } from './document-log.ts'
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
  /** Who reads which document; of a new one everybody is told. */
  readonly readers: Map<DocumentName, Set<Follower>>
  /** Those who have not said what they read: they are told of everything. */
  readonly undecided: Set<Follower>
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
  /** Somebody is connected who reads it. */
  isRead(document: DocumentName): boolean
  /** A durable entry of this process, for everybody but its sender. */
  publish(workspace: WorkspaceId, document: DocumentName, epoch: number, entry: LogEntry, sender?: Follower): void
  regrant(workspace: WorkspaceId, grants: Grants): void
  /** Brings a room up to what the log holds of these documents, and of the grants, now. */
  renew(room: Room, documents: readonly DocumentName[]): Promise<void>
  /** Asks the log what other processes have written; `documents`: by the ids of their rows. */
  refresh(documents: readonly number[] | 'all'): Promise<void>
}

export function createRooms(db: PostgresReadHandle): Rooms {
  const rooms = new Map<WorkspaceId, Room>()
  const loads = new WeakMap<Room, Promise<void>>()

  const roomFor = (workspace: WorkspaceId): Room => {
    const room = rooms.get(workspace) ?? newRoom(workspace)
    rooms.set(workspace, room)
    return room
  }
  // Of the room itself, not of its workspace: one that was left while it loaded is another one than its successor.
  const load = (room: Room): Promise<void> => {
    const known = loads.get(room)
    if (known) return known
    const loading = headsOf(db, [room.workspace]).then((rows) => show(db, [room], rows))
    loads.set(room, loading)
    loading.catch(() => loads.delete(room))
    return loading
  }

  return {
    join: async (workspace, follower) => {
      const room = roomFor(workspace)
      // From now on it hears of everything; what came before it finds in the room.
      room.followers.add(follower)
      room.undecided.add(follower)
      await load(room)
      return room
    },
    leave: (workspace, follower) => {
      const room = rooms.get(workspace)
      if (!room) return
      forget(room, follower)
      if (room.followers.size === 0) rooms.delete(workspace)
    },
    isRead: (document) => {
      const workspace = parseDocumentName(document)?.workspace
      return workspace !== undefined && rooms.get(workspace)?.readers.has(document) === true
    },
    publish: (workspace, document, epoch, entry, sender) => {
      const room = rooms.get(workspace)
      if (room) raise(room, document, { epoch, head: entry.seq }, [entry], sender)
    },
    regrant: (workspace, grants) => {
      const room = rooms.get(workspace)
      if (room) give(room, grants)
    },
    renew: async (room, documents) =>
      show(db, [room], await headsOfNames(db, [directoryOf(room.workspace), ...documents])),
    refresh: async (documents) => {
      const open = [...rooms.values()]
      const workspaces = open.map((room) => room.workspace)
      await show(db, open, documents === 'all' ? await headsOf(db, workspaces) : await headsOfRows(db, documents))
    },
  }
}

function newRoom(workspace: WorkspaceId): Room {
  const people = { followers: new Set<Follower>(), readers: new Map(), undecided: new Set<Follower>() }
  return { workspace, heads: new Map(), began: new Map(), grants: NO_GRANTS, ...people }
}

function forget(room: Room, follower: Follower): void {
  room.followers.delete(follower)
  room.undecided.delete(follower)
  for (const document of room.readers.keys()) endReading(room, document, follower)
}

async function show(db: PostgresReadHandle, open: readonly Room[], rows: readonly HeadRow[]): Promise<void> {
  for (const room of open) {
    const own = rows.filter((row) => row.workspace === room.workspace)
    await renewGrants(db, room, own)
    for (const { name, epoch, head, began } of own) {
      if (began.length > 0) room.began.set(name, began)
      raise(room, name, { epoch, head }, [])
    }
  }
}

/** Tells everybody but the sender; says nothing that is known already. */
function raise(room: Room, document: DocumentName, to: Head, entries: readonly LogEntry[], sender?: Follower): void {
  const known = room.heads.get(document)
  if (known?.epoch === to.epoch && known.head >= to.head) return
  const ref = known?.ref ?? parseDocumentName(document)
  if (!ref) return
  room.heads.set(document, { ...to, ref })
  for (const follower of toldOf(room, document, known === undefined)) {
    if (follower !== sender) follower.offer(document, to, entries)
  }
}

// A copy where whoever is told may begin to read by that.
function toldOf(room: Room, document: DocumentName, isNew: boolean): Iterable<Follower> {
  if (isNew) return [...room.followers]
  const readers = room.readers.get(document) ?? []
  return room.undecided.size === 0 ? readers : [...readers, ...room.undecided]
}

/**
 * Of what somebody holds the documents of which this process knows less: another one has just written them, and its word has not
 * come yet. At most 1,000: nobody holds more that is new.
 */
export function aheadOf(
  room: Room,
  held: Readonly<Record<string, { readonly epoch: number; readonly seq: number }>>,
): DocumentName[] {
  const ahead = Object.entries(held).flatMap(([name, { epoch, seq }]) => {
    const ref = parseDocumentName(name)
    if (ref?.workspace !== room.workspace) return []
    const document = documentName(ref)
    const known = room.heads.get(document)
    const isKnown = known !== undefined && (known.epoch > epoch || (known.epoch === epoch && known.head >= seq))
    return isKnown ? [] : [document]
  })
  return ahead.slice(0, 1_000)
}

/** From now on `follower` is told of this document, and of those that it reads, and of new ones. */
export function beginReading(room: Room, document: DocumentName, follower: Follower): void {
  room.undecided.delete(follower)
  room.readers.set(document, (room.readers.get(document) ?? new Set()).add(follower))
}

export function endReading(room: Room, document: DocumentName, follower: Follower): void {
  const readers = room.readers.get(document)
  readers?.delete(follower)
  if (readers?.size === 0) room.readers.delete(document)
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
