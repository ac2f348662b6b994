import type { ServerMessage } from '../../src/core/contract/sync-protocol.ts'
import { accessTo } from '../../src/core/document/access.ts'
import type { DocumentName, DocumentRef } from '../../src/core/document/document-name.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Feed } from './feed.ts'
import type { Head, LogEntry } from './log-entry.ts'
import type { Room } from './rooms.ts'
import type { AcceptedPart } from './writer-command.ts'

type Granted = Extract<ServerMessage, { kind: 'granted' }>['documents']
type Cursor = { readonly epoch: number; readonly seq: number }

/** The documents that one device may read. It is sent no byte of any other. */
export type DeviceDocuments = {
  welcome(): Granted
  /** Sends everything that the device lacks, document by document. */
  catchUp(cursors: Readonly<Record<string, Cursor>>): Promise<void>
  offer(document: DocumentName, to: Head, entries: readonly LogEntry[]): Promise<void>
  /** Roles, owners or shares have changed. */
  regrant(): Promise<void>
  /** Documents that were born by the device's own command. */
  adopt(parts: readonly AcceptedPart[]): void
  isMember(): boolean
}

type Deps = {
  readonly member: MemberId
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
    welcome: () => readableNow(state),
    catchUp: (cursors) => catchUp(state, cursors),
    offer: (document, to, entries) => offer(state, document, { to, entries }),
    regrant: async () => {
      withdraw(state)
      await grant(state)
    },
    adopt: (parts) => {
      for (const { document } of parts) {
        if (!state.readable.has(document)) follow(state, document, { sent: 0, writable: true })
      }
    },
    isMember: () => deps.room.grants.facts.role(deps.member) !== undefined,
  }
}

function accessOf({ room, member }: State, ref: DocumentRef): 'none' | 'read' | 'write' {
  const access = accessTo(ref, member, room.grants.facts)
  return access === 'claim' ? 'none' : access
}

function readableNow(state: State): Granted {
  const documents: Granted = {}
  for (const [document, { ref, epoch, head }] of state.room.heads) {
    const access = accessOf(state, ref)
    if (access !== 'none') documents[document] = { epoch, head, from: 0, writable: access === 'write' }
  }
  return documents
}

function follow(state: State, document: DocumentName, at: { sent: number; writable: boolean }): void {
  state.readable.set(document, at.writable)
  state.feed.place(document, at.sent)
}

async function catchUp(state: State, cursors: Readonly<Record<string, Cursor>>): Promise<void> {
  const heads = [...state.room.heads].filter(([, { ref }]) => accessOf(state, ref) !== 'none')
  for (const [document, { ref, epoch }] of heads) {
    const cursor = cursors[document]
    const sent = cursor?.epoch === epoch ? cursor.seq : 0
    follow(state, document, { sent, writable: accessOf(state, ref) === 'write' })
  }
  for (const [document, head] of heads) await state.feed.offer(document, head, [])
}

type Offer = { readonly to: Head; readonly entries: readonly LogEntry[] }

async function offer(state: State, document: DocumentName, { to, entries }: Offer): Promise<void> {
  const ref = state.room.heads.get(document)?.ref
  if (!state.readable.has(document) && ref) {
    const access = accessOf(state, ref)
    if (access === 'none') return
    const writable = access === 'write'
    state.send({ kind: 'granted', documents: { [document]: { ...to, from: 0, writable } } })
    follow(state, document, { sent: 0, writable })
  }
  await state.feed.offer(document, to, entries)
}

function withdraw(state: State): void {
  const gone = [...state.readable.keys()].filter((document) => {
    const ref = state.room.heads.get(document)?.ref
    return !ref || accessOf(state, ref) === 'none'
  })
  for (const document of gone) {
    state.readable.delete(document)
    state.feed.leave(document)
  }
  if (gone.length > 0) state.send({ kind: 'withdrawn', documents: gone })
}

/** Tells of documents that may be read from now on, and of those whose writing has changed; sends what they hold. */
async function grant(state: State): Promise<void> {
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
  for (const { document, head } of changed) await feed.offer(document, head, [])
}
