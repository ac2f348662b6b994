import { once } from 'node:events'
import { WebSocket } from 'ws'
import * as Y from 'yjs'
import {
  decodeMessage,
  DEVICE_SUBPROTOCOL,
  encodeMessage,
  PROTOCOL_VERSION,
  ServerMessage,
  type DeviceMessage,
} from '../../../src/core/contract/sync-protocol.ts'
import type { DocumentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { SyncServer } from '../../../sync-server/create-server.ts'
import { eventually } from '../../support/eventually.ts'
import { id, tokenFor } from '../started-server.ts'

export type Received<K extends ServerMessage['kind']> = Extract<ServerMessage, { kind: K }>
export type Answer = Received<'accepted'> | Received<'refused'>

/** A device at the wire: it sends what it is told to and keeps every frame that it gets. */
export type TestDevice = AsyncDisposable & {
  readonly device: ids.DeviceId
  readonly frames: Uint8Array[]
  readonly messages: ServerMessage[]
  send(message: DeviceMessage): void
  sendRaw(frame: Uint8Array | string): void
  /** Says hello, and waits until everything has been sent. */
  hello(documents?: Record<string, { epoch: number; seq: number }>, visible?: string[]): Promise<Received<'welcome'>>
  /** Sends a command and waits for its answer. */
  command(parts: Parts, command?: ids.CommandId): Promise<Answer>
  /** The `n`th message of a kind, once it is there. */
  nth<K extends ServerMessage['kind']>(kind: K, n?: number): Promise<Received<K>>
  /** All updates of a document so far, applied. */
  doc(document: DocumentName): Y.Doc
  /** Code and reason, once it is closed. */
  closed(): Promise<{ code: number; reason: string }>
}

export type Parts = readonly { document: string; update: Uint8Array; epoch?: number }[]

let made = 0
export function commandId(): ids.CommandId {
  return id(ids.CommandId, (made += 1))
}

export async function openDevice(
  server: SyncServer,
  member: ids.MemberId,
  { device = id(ids.DeviceId, (made += 1)), token }: { device?: ids.DeviceId; token?: string } = {},
): Promise<TestDevice> {
  const protocols = [DEVICE_SUBPROTOCOL, `token.${token ?? tokenFor(server, member, device)}`]
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/sync`, protocols)
  const frames: Uint8Array[] = []
  const messages: ServerMessage[] = []
  let ended: { code: number; reason: string } | undefined
  socket.on('error', () => undefined)
  socket.on('close', (code, reason) => {
    ended = { code, reason: reason.toString() }
  })
  socket.on('message', (data: Buffer) => {
    frames.push(new Uint8Array(data))
    const message = decodeMessage(ServerMessage, new Uint8Array(data))
    if (message) messages.push(message)
  })
  await once(socket, 'open')

  const send = (message: DeviceMessage): void => socket.send(encodeMessage(message))
  const nth: TestDevice['nth'] = async (kind, n = 1) => {
    const isKind = (message: ServerMessage): message is Received<typeof kind> => message.kind === kind
    const { value } = await eventually(() => messages.filter(isKind)[n - 1], { what: `${kind} ${n}` })
    return value
  }
  return {
    device,
    frames,
    messages,
    send,
    sendRaw: (frame) => socket.send(frame),
    nth,
    hello: async (documents = {}, visible = []) => {
      send({ kind: 'hello', protocol: PROTOCOL_VERSION, documents, visible })
      await nth('caughtUp')
      return nth('welcome')
    },
    command: async (parts, command = commandId()) => {
      const before = messages.length
      send({ kind: 'command', id: command, parts: parts.map((part) => ({ epoch: 0, ...part })) })
      const isAnswer = (message: ServerMessage): message is Answer =>
        (message.kind === 'accepted' || message.kind === 'refused') && message.id === command
      const { value } = await eventually(() => messages.slice(before).find(isAnswer), { what: 'the answer' })
      return value
    },
    doc: (document) => docOf(messages, document),
    closed: async () => (await eventually(() => ended, { what: 'the close' })).value,
    [Symbol.asyncDispose]: async () => {
      socket.terminate()
    },
  }
}

function docOf(messages: readonly ServerMessage[], document: DocumentName): Y.Doc {
  const doc = new Y.Doc()
  for (const message of messages) {
    if (message.kind === 'snapshot' && message.document === document) Y.applyUpdate(doc, message.update)
    if (message.kind !== 'entries' || message.document !== document) continue
    for (const { update } of message.entries) Y.applyUpdate(doc, update)
  }
  return doc
}

/** A person's copy of a document: what is written to it comes out as one update. */
export type Copy = { readonly doc: Y.Doc; write(work: (doc: Y.Doc) => void): Uint8Array }

export function createCopy(client?: number): Copy {
  const doc = new Y.Doc()
  if (client !== undefined) doc.clientID = client
  return {
    doc,
    write: (work) => {
      const updates: Uint8Array[] = []
      const keep = (update: Uint8Array): void => void updates.push(update)
      doc.on('update', keep)
      work(doc)
      doc.off('update', keep)
      return Y.mergeUpdates(updates)
    },
  }
}
