import type { WebSocket } from 'ws'
import { CLOSE } from '../../src/core/contract/sync-protocol.ts'
import { accessTo } from '../../src/core/document/access.ts'
import { documentName, type DocumentRef } from '../../src/core/document/document-name.ts'
import { CommandId } from '../../src/core/model/ids.ts'
import type { CommandAnswer } from './command-queue.ts'
import { createFeed } from './feed.ts'
import type { LogPiece } from './log-entry.ts'
import type { Follower, Room } from './rooms.ts'
import { answerFrame, awarenessFrame, deniedFrame, readStockFrame, updateFrame, vectorFrame } from './stock-frames.ts'
import type { SyncDeps } from './sync-deps.ts'
import { createSyncSocket } from './sync-socket.ts'
import type { Writer } from './writer-command.ts'

const TRY_AGAIN_LATER = 1013

/**
 * Serves one document to an unchanged WebsocketProvider (y-websocket 3): the same grants, guard and log as a device's
 * commands. It hears of the updates of others once they are durable, and of its own nothing.
 */
export function serveStock(webSocket: WebSocket, ref: DocumentRef, writer: Writer, deps: SyncDeps): void {
  const document = documentName(ref)
  let room: Room | undefined
  let ended = false
  /** One frame after the other: the answers come from the log. */
  let work: Promise<void> = enter()

  const socket = createSyncSocket(webSocket, { onFrame, onEnd }, deps.monotonic)
  const feed = createFeed({
    read: deps.readPiece,
    send: (_document, piece) => sendPiece(piece),
    isCongested: socket.isCongested,
    drained: socket.drained,
  })
  const guest = { show: (update: Uint8Array): void => socket.send(awarenessFrame(update)) }
  const follower: Follower = {
    member: writer.member,
    offer: (name, to, entries) => {
      if (name === document) watch(feed.offer(name, to, entries))
    },
    regrant: () => {
      if (room && !mayRead(room)) socket.close(CLOSE.forbidden, 'forbidden')
    },
  }

  async function enter(): Promise<void> {
    // The socket and its listeners are set up first.
    await undefined
    const joined = await deps.rooms.join(writer.workspace, follower)
    if (ended) return deps.rooms.leave(writer.workspace, follower)
    room = joined
    if (!mayRead(joined)) return socket.close(CLOSE.forbidden, 'forbidden')
    deps.presence.enter(document, guest)
    socket.send(awarenessFrame(deps.presence.all(document)))
  }
  const mayRead = ({ grants }: Room): boolean => accessTo(ref, writer.member, grants.facts) !== 'none'

  function onFrame(frame: Uint8Array): void {
    work = work.then(() => (ended || !room || !mayRead(room) ? undefined : hear(frame)))
    watch(work)
  }

  async function hear(frame: Uint8Array): Promise<void> {
    const message = readStockFrame(frame)
    switch (message?.kind) {
      case 'vector':
        return answer(message.vector)
      case 'update':
        // A reader that joins has nothing to say, and says so.
        return message.repeats && writesNothing(message.update) ? undefined : submit(message.update)
      case 'awareness':
        return deps.presence.relay(document, guest, message.update) ? undefined : malformed()
      case 'queryAwareness':
        return guest.show(deps.presence.all(document))
      case undefined:
        return malformed()
    }
  }

  async function answer(vector: Uint8Array): Promise<void> {
    const state = await deps.stateSince(document, vector)
    if (!state) return malformed()
    // Withdrawn meanwhile: not a byte more.
    if (ended || !room || !mayRead(room)) return
    socket.send(answerFrame(state.missing))
    socket.send(vectorFrame(state.vector))
    feed.place(document, state.seq)
    const head = room.heads.get(document)
    if (head) await feed.offer(document, head, [])
  }

  function submit(update: Uint8Array): void {
    const id = CommandId.parse(deps.newId())
    deps.queue.submit({
      command: { id, writer, parts: [{ document, epoch: undefined, update }], onlyNews: true },
      sender: follower,
      answer: settle,
      fail: () => socket.close(TRY_AGAIN_LATER, 'try again later'),
    })
  }

  function settle(answer: CommandAnswer): void {
    if (ended) return
    if (answer.ok) return watch(feed.acknowledge(answer.value, () => undefined))
    socket.countRefusal()
    // A reader keeps reading, and is told why its own change stays with it.
    if (answer.reason === 'forbidden') socket.send(deniedFrame('read-only'))
    else if (answer.reason === 'gap') watch(askForGap())
    else socket.close(CLOSE.malformed, answer.reason)
  }

  /** Says what the log has: the client answers with all that it lacks. */
  async function askForGap(): Promise<void> {
    const state = await deps.stateSince(document, new Uint8Array([0]))
    if (state) socket.send(vectorFrame(state.vector))
  }

  /** Deletions alone may be ones that we know: only for a writer are they worth judging. */
  const writesNothing = (update: Uint8Array): boolean => !mayWrite() && update[0] === 0
  const mayWrite = (): boolean => {
    const access = room && accessTo(ref, writer.member, room.grants.facts)
    return access === 'write' || access === 'claim'
  }

  function sendPiece(piece: LogPiece): void {
    if (piece.kind === 'snapshot') socket.send(updateFrame(piece.update))
    else for (const { update } of piece.entries) socket.send(updateFrame(update))
  }

  function onEnd(): void {
    ended = true
    feed.end()
    deps.presence.leave(document, guest)
    deps.rooms.leave(writer.workspace, follower)
  }

  function malformed(): void {
    socket.close(CLOSE.malformed, 'malformed')
  }

  function watch(work: Promise<void>): void {
    work.catch((error: unknown) => {
      deps.logger.error({ err: error }, 'a document could not be served')
      socket.close(TRY_AGAIN_LATER, 'try again later')
    })
  }
}
