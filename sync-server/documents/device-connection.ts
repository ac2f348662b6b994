import type { WebSocket } from 'ws'
import {
  CLOSE,
  decodeMessage,
  DeviceMessage,
  encodeMessage,
  PROTOCOL_VERSION,
  type ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { CommandAnswer } from './command-queue.ts'
import { createDeviceDocuments, type DeviceDocuments } from './device-documents.ts'
import { createFeed, type Feed } from './feed.ts'
import type { LogPiece } from './log-entry.ts'
import type { Follower } from './rooms.ts'
import type { SyncDeps } from './sync-deps.ts'
import { createSyncSocket, type SyncSocket } from './sync-socket.ts'
import type { Writer } from './writer-command.ts'

type Hello = Extract<DeviceMessage, { kind: 'hello' }>
type Command = Extract<DeviceMessage, { kind: 'command' }>

const HELLO_WITHIN_MS = 10_000
/** Commands of one device that may wait for an answer. */
const CREDIT = 200
const TRY_AGAIN_LATER = 1013

/** Serves one device over its socket: the protocol of core/contract/sync-protocol.ts. */
export function serveDevice(webSocket: WebSocket, writer: Writer, deps: SyncDeps): void {
  let hello: Hello | undefined
  let documents: DeviceDocuments | undefined
  let unanswered = 0
  let ended = false

  const socket = createSyncSocket(webSocket, { onFrame, onEnd }, deps.monotonic)
  const send = (message: ServerMessage): void => socket.send(encodeMessage(message))
  const feed = createDeviceFeed(deps, socket, send)
  const follower: Follower = {
    member: writer.member,
    offer: (document, to, entries) => watch(documents?.offer(document, to, entries)),
    regrant: () => {
      watch(documents?.regrant())
      if (documents?.isMember() === false) socket.close(CLOSE.forbidden, 'no longer a member')
    },
  }
  const helloTimer = setTimeout(() => socket.close(CLOSE.malformed, 'no hello'), HELLO_WITHIN_MS).unref()

  function onFrame(frame: Uint8Array): void {
    const message = decodeMessage(DeviceMessage, frame)
    switch (message?.kind) {
      case 'hello':
        return hello ? malformed() : greet(message)
      case 'command':
        return documents ? submit(message) : malformed()
      case 'ping':
        return send({ kind: 'pong' })
      case undefined:
        return malformed()
    }
  }

  function greet(message: Hello): void {
    hello = message
    clearTimeout(helloTimer)
    if (message.protocol === PROTOCOL_VERSION) watch(welcome(message))
    else socket.close(CLOSE.malformed, `protocol ${PROTOCOL_VERSION}`)
  }

  async function welcome({ documents: cursors }: Hello): Promise<void> {
    const room = await deps.rooms.join(writer.workspace, follower)
    if (ended) return deps.rooms.leave(writer.workspace, follower)
    documents = createDeviceDocuments({ member: writer.member, room, feed, send })
    if (!documents.isMember()) return socket.close(CLOSE.forbidden, 'not a member')
    send({ kind: 'welcome', protocol: PROTOCOL_VERSION, credit: CREDIT, documents: documents.welcome() })
    await documents.catchUp(cursors)
    send({ kind: 'caughtUp' })
  }

  function submit({ id, parts }: Command): void {
    unanswered += 1
    if (unanswered > CREDIT) return socket.close(CLOSE.abuse, 'more commands than credit')
    deps.queue.submit({
      command: { id, writer, parts },
      sender: follower,
      answer: (answer) => {
        unanswered -= 1
        answerCommand(id, answer)
      },
      fail: () => socket.close(TRY_AGAIN_LATER, 'try again later'),
    })
  }

  function answerCommand(id: Command['id'], answer: CommandAnswer): void {
    if (ended) return
    if (answer.ok) {
      const parts = [...answer.value]
      documents?.adopt(parts)
      watch(feed.acknowledge(parts, () => send({ kind: 'accepted', id, parts })))
      return
    }
    const retry = answer.reason === 'gap' || answer.reason === 'epoch'
    send({ kind: 'refused', id, reason: answer.reason, retry })
    socket.countRefusal()
  }

  function onEnd(): void {
    ended = true
    clearTimeout(helloTimer)
    feed.end()
    if (hello) deps.rooms.leave(writer.workspace, follower)
  }

  const malformed = (): void => socket.close(CLOSE.malformed, 'malformed')
  const watch = (work: Promise<void> | undefined): void => {
    work?.catch((error: unknown) => {
      deps.logger.error({ err: error }, 'a device could not be served')
      socket.close(TRY_AGAIN_LATER, 'try again later')
    })
  }
}

function createDeviceFeed(deps: SyncDeps, socket: SyncSocket, send: (message: ServerMessage) => void): Feed {
  return createFeed({
    read: deps.readPiece,
    send: (document, piece) => send(messageOf(document, piece)),
    isCongested: socket.isCongested,
    drained: socket.drained,
  })
}

function messageOf(document: DocumentName, piece: LogPiece): ServerMessage {
  return piece.kind === 'snapshot' ? { ...piece, document } : { ...piece, document, entries: [...piece.entries] }
}
