import type { ServerMessage } from '../../src/core/contract/sync-protocol.ts'
import { accessTo } from '../../src/core/document/access.ts'
import {
  documentName,
  parseDocumentName,
  type DocumentName,
  type DocumentRef,
} from '../../src/core/document/document-name.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import { lostBehind } from './epochs.ts'
import type { Feed } from './feed.ts'
import type { Head, LogEntry } from './log-entry.ts'
import { beginReading, endReading, type Follower, type Room } from './rooms.ts'
import type { AcceptedPart } from './writer-command.ts'

type Granted = Extract<ServerMessage, { kind: 'granted' }>['documents']
type Cursor = { readonly epoch: number; readonly seq: number }

/** The documents that one device may read. It is sent no byte of any other. */
export type DeviceDocuments = {
  /** What it is welcomed with. From now on they are followed from its cursors on. */
  meet(cursors: Readonly<Record<string, Cursor>>): Granted
  /** Sends what the device lacks of the documents it was welcomed with, the visible ones first; then calls `done`. */
  catchUp(visible: readonly string[], done: () => void): void
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): void
  /** Roles, owners or shares have changed. */
  regrant(): void
  /**
   * Documents that were born by the device's own command are followed. Answers with those that it may not read: a command that
   * comes again, of before a share was withdrawn.
   */
  adopt(parts: readonly AcceptedPart[]): DocumentName[]
  isMember(): boolean
  /** Undefined for a name of anything that the device may not read, or that is not there. */
  readable(name: string): DocumentName | undefined
}

type Deps = {
  readonly member: MemberId
  readonly follower: Follower
  readonly room: Room
  readonly feed: Feed
  readonly send: (message: ServerMessage) => void
}
type State = Deps & {
  /** Whether it may be written, by the document's name. */
  readonly readable: Map<DocumentName, boolean>
}

export function createDeviceDocuments(deps: Deps): DeviceDocuments {
  const state: State = { ...deps, readable: new Map() }
  return {
    meet: (cursors) => meet(state, cursors),
    catchUp: (visible, done) => catchUp(state, visible, done),
    offer: (document, to, entries) => offer(state, document, { to, entries }),
    regrant: () => {
      withdraw(state)
      grant(state)
    },
    adopt: (parts) => parts.flatMap(({ document }) => adopt(state, document)),
    isMember: () => deps.room.grants.facts.role(deps.member) !== undefined,
    readable: (name) => readable(state, name),
  }
}

function accessOf({ room, member }: State, ref: DocumentRef): 'none' | 'read' | 'write' {
  const access = accessTo(ref, member, room.grants.facts)
  return access === 'claim' ? 'none' : access
}

function follow(state: State, document: DocumentName, at: { sent: number; writable: boolean }): void {
  state.readable.set(document, at.writable)
  beginReading(state.room, document, state.follower)
  state.feed.place(document, at.sent)
}

function meet(state: State, cursors: Readonly<Record<string, Cursor>>): Granted {
  const documents: Granted = {}
  for (const [document, { ref, epoch, head }] of state.room.heads) {
    const access = accessOf(state, ref)
    if (access === 'none') continue
    const cursor = cursors[document]
    const writable = access === 'write'
    const from = cursor ? lostBehind(state.room.began.get(document) ?? [], { epoch, head }, cursor.epoch) : 0
    documents[document] = { epoch, head, from, writable }
    follow(state, document, { sent: cursor?.epoch === epoch ? cursor.seq : 0, writable })
  }
  return documents
}

function catchUp(state: State, visible: readonly string[], done: () => void): void {
  const { feed, readable: followed, room } = state
  const heads = [...followed.keys()].flatMap((document) => {
    const head = room.heads.get(document)
    return head ? [{ document, seq: head.head, head }] : []
  })
  feed.favour(visible.flatMap((name) => readable(state, name) ?? []))
  for (const { document, head } of heads) feed.offer(document, head, [])
  feed.after(heads, done)
}

function readable(state: State, name: string): DocumentName | undefined {
  const ref = parseDocumentName(name)
  const document = ref && documentName(ref)
  return document !== undefined && state.readable.has(document) ? document : undefined
}

function adopt(state: State, document: DocumentName): DocumentName[] {
  if (state.readable.has(document)) return []
  const ref = parseDocumentName(document)
  const access = ref === undefined ? 'none' : accessOf(state, ref)
  if (access === 'none') return [document]
  follow(state, document, { sent: 0, writable: access === 'write' })
  return []
}

type Offer = { readonly to: Head; readonly entries: readonly LogEntry[] }

function offer(state: State, document: DocumentName, { to, entries }: Offer): void {
  const ref = state.room.heads.get(document)?.ref
  if (!state.readable.has(document) && ref) {
    const access = accessOf(state, ref)
    if (access === 'none') return
    const writable = access === 'write'
    state.send({ kind: 'granted', documents: { [document]: { ...to, from: 0, writable } } })
    follow(state, document, { sent: 0, writable })
  }
  state.feed.offer(document, to, entries)
}

function withdraw(state: State): void {
  const gone = [...state.readable.keys()].filter((document) => {
    const ref = state.room.heads.get(document)?.ref
    return !ref || accessOf(state, ref) === 'none'
  })
  for (const document of gone) {
    state.readable.delete(document)
    endReading(state.room, document, state.follower)
    state.feed.leave(document)
  }
  if (gone.length > 0) state.send({ kind: 'withdrawn', documents: gone })
}

/** Tells of documents that may be read from now on, and of those whose writing has changed; sends what they hold. */
function grant(state: State): void {
  const { room, readable, feed } = state
  const changed = [...room.heads].flatMap(([document, { ref, ...head }]) => {
    const access = accessOf(state, ref)
    const writable = access === 'write'
    return access === 'none' || readable.get(document) === writable ? [] : [{ document, head, writable }]
  })
  if (changed.length === 0) return
  const documents = changed.map(({ document, head, writable }) => [document, { ...head, from: 0, writable }] as const)
  state.send({ kind: 'granted', documents: Object.fromEntries(documents) })
  for (const { document, writable } of changed) {
    if (readable.has(document)) readable.set(document, writable)
    else follow(state, document, { sent: 0, writable })
  }
  for (const { document, head } of changed) feed.offer(document, head, [])
}
