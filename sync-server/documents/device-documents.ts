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

export function createDeviceDocuments(deps: {
  readonly member: MemberId
  readonly room: Room
  readonly feed: Feed
  readonly send: (message: ServerMessage) => void
}): DeviceDocuments {
  const { member, room, feed, send } = deps
  /** Whether it may be written, by the document's name. */
  const readable = new Map<DocumentName, boolean>()

  const accessOf = (ref: DocumentRef): 'none' | 'read' | 'write' => {
    const access = accessTo(ref, member, room.grants.facts)
    return access === 'claim' ? 'none' : access
  }
  const follow = (document: DocumentName, { sent, writable }: { sent: number; writable: boolean }): void => {
    readable.set(document, writable)
    feed.place(document, sent)
  }
  const offer = async (document: DocumentName, to: Head, entries: readonly LogEntry[]): Promise<void> => {
    const ref = room.heads.get(document)?.ref
    if (!readable.has(document) && ref) {
      const access = accessOf(ref)
      if (access === 'none') return
      const writable = access === 'write'
      send({ kind: 'granted', documents: { [document]: { ...to, writable } } })
      follow(document, { sent: 0, writable })
    }
    await feed.offer(document, to, entries)
  }

  return {
    welcome: () => {
      const documents: Granted = {}
      for (const [document, { ref, epoch, head }] of room.heads) {
        const access = accessOf(ref)
        if (access !== 'none') documents[document] = { epoch, head, writable: access === 'write' }
      }
      return documents
    },
    catchUp: async (cursors) => {
      const heads = [...room.heads].filter(([, { ref }]) => accessOf(ref) !== 'none')
      for (const [document, { ref, epoch }] of heads) {
        const cursor = cursors[document]
        follow(document, { sent: cursor?.epoch === epoch ? cursor.seq : 0, writable: accessOf(ref) === 'write' })
      }
      for (const [document, head] of heads) await feed.offer(document, head, [])
    },
    offer,
    regrant: async () => {
      const gone = [...readable.keys()].filter((document) => {
        const ref = room.heads.get(document)?.ref
        return !ref || accessOf(ref) === 'none'
      })
      for (const document of gone) {
        readable.delete(document)
        feed.leave(document)
      }
      if (gone.length > 0) send({ kind: 'withdrawn', documents: gone })
      await grantMore()
    },
    adopt: (parts) => {
      for (const { document } of parts) {
        if (!readable.has(document)) follow(document, { sent: 0, writable: true })
      }
    },
    isMember: () => room.grants.facts.role(member) !== undefined,
  }

  async function grantMore(): Promise<void> {
    const changed = [...room.heads].flatMap(([document, { ref, epoch, head }]) => {
      const access = accessOf(ref)
      const writable = access === 'write'
      if (access === 'none' || readable.get(document) === writable) return []
      return [{ document, known: readable.has(document), at: { epoch, head }, writable }]
    })
    if (changed.length === 0) return
    send({
      kind: 'granted',
      documents: Object.fromEntries(changed.map(({ document, at, writable }) => [document, { ...at, writable }])),
    })
    for (const { document, known, writable } of changed) {
      if (known) readable.set(document, writable)
      else follow(document, { sent: 0, writable })
    }
    for (const { document, at } of changed) await feed.offer(document, at, [])
  }
}
