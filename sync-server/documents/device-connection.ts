import {
  CLOSE,
  decodeMessage,
  DeviceMessage,
  encodeMessage,
  PROTOCOL_VERSION,
  type ServerMessage,
} from '../../src/core/contract/sync-protocol.ts'
import type { CommandAnswer } from './command-queue.ts'
import { createDeviceDocuments, type DeviceDocuments } from './device-documents.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Viewer } from './looking.ts'
import { aheadOf, type Follower } from './rooms.ts'
import { deviceFrame } from './shared-frames.ts'
import { noteAnswer } from './note-answer.ts'
import type { SyncDeps } from './sync-deps.ts'
import { createSubmissionWindow, type SubmissionWindow } from './submission-window.ts'
import { createSyncSocket, type Accepted, type SyncSocket } from './sync-socket.ts'
import type { Writer } from './writer-command.ts'

type Hello = Extract<DeviceMessage, { kind: 'hello' }>
type Command = Extract<DeviceMessage, { kind: 'command' }>

const HELLO_WITHIN_MS = 10_000
/** Commands of one device that may wait for an answer. */
const CREDIT = 200
const TRY_AGAIN_LATER = 1013

type Connection = {
  readonly deps: SyncDeps
  readonly writer: Writer
  readonly socket: SyncSocket
  readonly feed: Feed
  readonly follower: Follower
  readonly viewer: Viewer
  readonly window: SubmissionWindow
  /** Until hello. */
  readonly late: NodeJS.Timeout
  /** As the device named it. */
  onScreen: readonly string[]
  greeted: boolean
  /** Once it has been welcomed. */
  documents: DeviceDocuments | undefined
  unanswered: number
  /** Commands so far; and how many of them had come when a refusal was last told. */
  submitted: number
  untold: number
  ended: boolean
}

/** Serves one device over its socket: the protocol of core/contract/sync-protocol.ts. */
export function serveDevice(accepted: Accepted, writer: Writer, deps: SyncDeps): void {
  const onFrame = (frame: Uint8Array): void => hear(connection, frame)
  const onEnd = (): void => end(connection)
  const socket = createSyncSocket(accepted, { onFrame, onEnd }, deps)
  const follower: Follower = {
    member: writer.member,
    offer: (document, to, entries) => connection.documents?.offer(document, to, entries),
    regrant: () => {
      connection.documents?.regrant()
      look(connection, connection.onScreen)
      if (connection.documents?.isMember() === false) socket.close(CLOSE.forbidden, 'no longer a member')
    },
  }
  const feed = createFeed({
    read: deps.readLogs,
    send: (document, piece) => socket.send(deviceFrame(document, piece)),
    isCongested: socket.isCongested,
    drained: socket.drained,
    fail: (error) => giveUp(connection, error),
  })
  const late = setTimeout(() => socket.close(CLOSE.malformed, 'no hello'), HELLO_WITHIN_MS).unref()
  const viewer: Viewer = {
    member: writer.member,
    tell: (document, members) => send(connection, { kind: 'looking', document, members: [...members] }),
  }
  const fresh = {
    onScreen: [],
    greeted: false,
    documents: undefined,
    unanswered: 0,
    submitted: 0,
    untold: 0,
    ended: false,
  }
  const window = createSubmissionWindow(deps.monotonic)
  const connection: Connection = { deps, writer, socket, feed, follower, viewer, window, late, ...fresh }
}

function send({ socket }: Connection, message: ServerMessage): void {
  socket.send(encodeMessage(message))
}

function hear(connection: Connection, frame: Uint8Array): void {
  const message = decodeMessage(DeviceMessage, frame)
  switch (message?.kind) {
    case 'hello':
      return connection.greeted ? malformed(connection) : greet(connection, message)
    case 'command':
      return connection.documents ? submit(connection, message) : malformed(connection)
    case 'look':
      return connection.documents ? look(connection, message.documents) : malformed(connection)
    case 'ping':
      return send(connection, { kind: 'pong' })
    case undefined:
      return malformed(connection)
  }
}

function malformed({ socket }: Connection): void {
  socket.close(CLOSE.malformed, 'malformed')
}

function greet(connection: Connection, hello: Hello): void {
  connection.greeted = true
  clearTimeout(connection.late)
  if (hello.protocol === PROTOCOL_VERSION)
    welcome(connection, hello).catch((error: unknown) => giveUp(connection, error))
  else connection.socket.close(CLOSE.malformed, `protocol ${PROTOCOL_VERSION}`)
}

async function welcome(connection: Connection, { documents: cursors, visible }: Hello): Promise<void> {
  const { deps, writer, follower, feed } = connection
  const room = await deps.rooms.join(writer.workspace, follower)
  if (connection.ended) return deps.rooms.leave(writer.workspace, follower)
  const ahead = aheadOf(room, cursors)
  if (ahead.length > 0) await deps.rooms.renew(room, ahead)
  if (connection.ended) return
  const tell = (message: ServerMessage): void => send(connection, message)
  const documents = createDeviceDocuments({ member: writer.member, follower, room, feed, send: tell })
  if (!documents.isMember()) return connection.socket.close(CLOSE.forbidden, 'not a member')
  connection.documents = documents
  tell({ kind: 'welcome', protocol: PROTOCOL_VERSION, credit: CREDIT, documents: documents.meet(cursors) })
  documents.catchUp(visible, () => tell({ kind: 'caughtUp' }))
}

/** What it may not read, it does not look at: nobody is told, nor is it. */
function look(connection: Connection, names: readonly string[]): void {
  const { deps, documents, viewer, feed } = connection
  connection.onScreen = names
  const readable = names.flatMap((name) => documents?.readable(name) ?? [])
  feed.favour(readable)
  deps.looking.look(viewer, readable)
}

function submit(connection: Connection, { id, parts }: Command): void {
  const { deps, writer, socket, follower } = connection
  connection.unanswered += 1
  connection.submitted += 1
  const order = connection.submitted
  const came = deps.monotonic()
  if (connection.unanswered > CREDIT) return socket.close(CLOSE.abuse, 'more commands than credit')
  connection.window.enter(() =>
    deps.queue.submit({
      command: { id, writer, parts },
      sender: follower,
      answer: (answer, rows = 0) => {
        connection.unanswered -= 1
        noteAnswer(deps, came, answer)
        if (!connection.ended) answerCommand(connection, { id, order }, answer)
        connection.window.leave(rows)
      },
      fail: () => socket.close(TRY_AGAIN_LATER, 'try again later'),
    }),
  )
}

type Submitted = { readonly id: Command['id']; readonly order: number }

function answerCommand(connection: Connection, { id, order }: Submitted, answer: CommandAnswer): void {
  if (answer.ok) {
    const parts = [...answer.value]
    const gone = connection.documents?.adopt(parts) ?? []
    return connection.feed.acknowledge(parts, () => {
      send(connection, { kind: 'accepted', id, parts })
      // By its answer it holds them again: it is told to wipe them.
      if (gone.length > 0) send(connection, { kind: 'withdrawn', documents: gone })
    })
  }
  const retry = answer.reason === 'gap' || answer.reason === 'epoch'
  send(connection, { kind: 'refused', id, reason: answer.reason, retry })
  // It may stand on what was refused before, which its sender did not know yet.
  if (retry && order <= connection.untold) connection.socket.countFollowing()
  else connection.socket.countRefusal()
  connection.untold = connection.submitted
}

function end(connection: Connection): void {
  const { deps, writer, follower, feed, viewer, late } = connection
  connection.ended = true
  connection.window.end()
  clearTimeout(late)
  feed.end()
  deps.looking.leave(viewer)
  deps.rooms.leave(writer.workspace, follower)
}

function giveUp({ deps, socket }: Connection, error: unknown): void {
  deps.logger.error({ err: error }, 'a device could not be served')
  socket.close(TRY_AGAIN_LATER, 'try again later')
}
