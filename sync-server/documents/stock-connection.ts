import { CLOSE } from '../../src/core/contract/sync-protocol.ts'
import { accessTo, type Access } from '../../src/core/document/access.ts'
import { documentName, type DocumentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import { CommandId } from '../../src/core/model/ids.ts'
import type { CommandAnswer } from './command-queue.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Viewer } from './looking.ts'
import type { Guest } from './presence.ts'
import { beginReading, type Follower, type Room } from './rooms.ts'
import { answerFrame, awarenessFrame, deniedFrame, readStockFrame, updateFrame, vectorFrame } from './stock-frames.ts'
import { stockFrames } from './shared-frames.ts'
import { noteAnswer } from './note-answer.ts'
import type { SyncDeps } from './sync-deps.ts'
import { createSubmissionWindow, type SubmissionWindow } from './submission-window.ts'
import { createSyncSocket, type Accepted, type SyncSocket } from './sync-socket.ts'
import type { Writer } from './writer-command.ts'

const TRY_AGAIN_LATER = 1013
// No clients.
const EMPTY_VECTOR = Uint8Array.of(0)

type Connection = {
  readonly deps: SyncDeps
  readonly writer: Writer
  readonly ref: DocumentRef
  readonly document: DocumentName
  readonly socket: SyncSocket
  readonly feed: Feed
  readonly follower: Follower
  readonly window: SubmissionWindow
  readonly viewer: Viewer
  room: Room | undefined
  /** Once it is known who it is. */
  guest: Guest | undefined
  ended: boolean
}

/**
 * Serves one document to an unchanged WebsocketProvider (y-websocket 3): the same grants, guard and log as a device's
 * commands. It hears of the updates of others once they are durable, and of its own nothing.
 */
export function serveStock(accepted: Accepted, ref: DocumentRef, writer: Writer, deps: SyncDeps): void {
  const document = documentName(ref)
  const onFrame = (frame: Uint8Array): void => {
    // One after the other: the answers come from the log.
    work = work.then(() => hear(connection, frame))
    watch(connection, work)
  }
  const onEnd = (): void => end(connection)
  const socket = createSyncSocket(accepted, { onFrame, onEnd }, deps)
  const feed = createFeed({
    read: deps.readLogs,
    send: (_document, piece) => {
      for (const frame of stockFrames(piece)) socket.send(frame)
    },
    isCongested: socket.isCongested,
    drained: socket.drained,
    fail: (error) => giveUp(connection, error),
  })
  const follower: Follower = {
    member: writer.member,
    offer: (name, to, entries) => {
      if (name === document) feed.offer(name, to, entries)
    },
    regrant: () => {
      if (connection.room && accessIn(connection) === 'none') socket.close(CLOSE.forbidden, 'forbidden')
    },
  }
  // It is told in its own way, by awareness.
  const viewer: Viewer = { member: writer.member, tell: () => undefined }
  const fresh = { room: undefined, guest: undefined, ended: false }
  const window = createSubmissionWindow(deps.monotonic)
  const connection: Connection = { deps, writer, ref, document, socket, feed, follower, window, viewer, ...fresh }
  let work = enter(connection)
  watch(connection, work)
}

function accessIn({ room, ref, writer }: Connection): Access {
  return room ? accessTo(ref, writer.member, room.grants.facts) : 'none'
}

async function enter(connection: Connection): Promise<void> {
  const { deps, writer, follower, document, viewer, socket } = connection
  const room = await deps.rooms.join(writer.workspace, follower)
  if (connection.ended) return deps.rooms.leave(writer.workspace, follower)
  connection.room = room
  beginReading(room, document, follower)
  if (accessIn(connection) === 'none') return socket.close(CLOSE.forbidden, 'forbidden')
  const user = await deps.personOf(writer.workspace, writer.member)
  if (!user || connection.ended || accessIn(connection) === 'none') return socket.close(CLOSE.forbidden, 'forbidden')
  const guest: Guest = { user, show: (update) => socket.send(awarenessFrame(update)) }
  connection.guest = guest
  deps.presence.enter(document, guest)
  deps.looking.look(viewer, [document])
  guest.show(deps.presence.all(document))
}

async function hear(connection: Connection, frame: Uint8Array): Promise<void> {
  const { deps, document, guest } = connection
  if (connection.ended || !guest || accessIn(connection) === 'none') return
  const message = readStockFrame(frame)
  switch (message?.kind) {
    case 'vector':
      return answerVector(connection, message.vector)
    case 'update':
      return isNothingNew(connection, message) ? undefined : submit(connection, message.update)
    case 'awareness':
      return deps.presence.relay(document, guest, message.update) ? undefined : malformed(connection)
    case 'queryAwareness':
      return guest.show(deps.presence.all(document))
    case undefined:
      return malformed(connection)
  }
}

function malformed({ socket }: Connection): void {
  socket.close(CLOSE.malformed, 'malformed')
}

/** What the client lacks, and after that what we have: it sends what we lack. */
async function answerVector(connection: Connection, vector: Uint8Array): Promise<void> {
  const { deps, document, socket, feed } = connection
  const state = await deps.stateSince(document, vector)
  if (!state) return malformed(connection)
  // Withdrawn meanwhile: not a byte more.
  if (connection.ended || accessIn(connection) === 'none') return
  // It counts as synced with the answer: nothing may be lacking then.
  for (const update of state.before) socket.send(updateFrame(update))
  socket.send(answerFrame(state.missing))
  socket.send(vectorFrame(state.vector))
  feed.place(document, state.seq)
  const head = connection.room?.heads.get(document)
  if (head) feed.offer(document, head, [])
}

// A reader that joins repeats the deletions it knows, and has written nothing: no reason to tell it that it may not.
function isNothingNew(connection: Connection, { update, repeats }: { update: Uint8Array; repeats: boolean }): boolean {
  return repeats && update[0] === 0 && accessIn(connection) === 'read'
}

function submit(connection: Connection, update: Uint8Array): void {
  const { deps, writer, document, socket, follower } = connection
  const id = CommandId.parse(deps.newId())
  const came = deps.monotonic()
  connection.window.enter(() =>
    deps.queue.submit({
      command: { id, writer, parts: [{ document, epoch: undefined, update }], onlyNews: true },
      sender: follower,
      answer: (answer, rows = 0) => {
        noteAnswer(deps, came, answer)
        if (!connection.ended) settle(connection, answer)
        connection.window.leave(rows)
      },
      fail: () => socket.close(TRY_AGAIN_LATER, 'try again later'),
    }),
  )
}

function settle(connection: Connection, answer: CommandAnswer): void {
  const { feed, socket } = connection
  if (answer.ok) {
    return feed.acknowledge(answer.value, () => undefined)
  }
  socket.countRefusal()
  // A reader keeps reading, and is told why its own change stays with it.
  if (answer.reason === 'forbidden') socket.send(deniedFrame('read-only'))
  else if (answer.reason === 'gap') watch(connection, askForGap(connection))
  else socket.close(CLOSE.malformed, answer.reason)
}

/** Says what the log has: the client answers with all that it lacks. */
async function askForGap({ deps, document, socket }: Connection): Promise<void> {
  const state = await deps.stateSince(document, EMPTY_VECTOR)
  if (state) socket.send(vectorFrame(state.vector))
}

function end(connection: Connection): void {
  const { deps, writer, follower, feed, document, guest, viewer } = connection
  connection.ended = true
  connection.window.end()
  feed.end()
  if (guest) deps.presence.leave(document, guest)
  deps.looking.leave(viewer)
  deps.rooms.leave(writer.workspace, follower)
}

function watch(connection: Connection, work: Promise<void>): void {
  work.catch((error: unknown) => giveUp(connection, error))
}

function giveUp({ deps, socket }: Connection, error: unknown): void {
  deps.logger.error({ err: error }, 'a document could not be served')
  socket.close(TRY_AGAIN_LATER, 'try again later')
}
