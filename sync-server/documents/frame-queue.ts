import type { WebSocket } from 'ws'

/** What goes out on one socket: in order, and handed to the network in pieces, so that it shows how the other end keeps up. */
export type FrameQueue = {
  push(frame: Uint8Array): void
  /** Bytes that have not left yet. */
  bytes(): number
  /** Bytes that have left, of what was too much to leave at once. */
  taken(): number
  clear(): void
}

const PIECE_BYTES = 256 * 1_024

/** `onTaken`: the network has taken a piece. */
export function createFrameQueue(socket: WebSocket, onTaken: () => void): FrameQueue {
  let waiting: Uint8Array[] = []
  let queued = 0
  /** Of the first that waits. */
  let offset = 0
  let inFlight = 0
  let taken = 0

  const hasRoom = (): boolean => socket.bufferedAmount < PIECE_BYTES
  const nextPiece = (frame: Uint8Array): { piece: Uint8Array; fin: boolean } => {
    const piece = frame.subarray(offset, offset + PIECE_BYTES)
    const fin = offset + piece.byteLength === frame.byteLength
    offset = fin ? 0 : offset + piece.byteLength
    if (fin) waiting.shift()
    queued -= piece.byteLength
    return { piece, fin }
  }
  const pump = (): void => {
    while (waiting[0] && socket.readyState === socket.OPEN && (inFlight === 0 || hasRoom())) {
      const { piece, fin } = nextPiece(waiting[0])
      inFlight += 1
      // A piece of a frame is a fragment of it (RFC 6455 5.4).
      socket.send(piece, { binary: true, fin }, () => {
        inFlight -= 1
        taken += piece.byteLength
        pump()
        onTaken()
      })
    }
  }
  return {
    push: (frame) => {
      if (waiting.length === 0 && frame.byteLength <= PIECE_BYTES && hasRoom()) return socket.send(frame)
      waiting.push(frame)
      queued += frame.byteLength
      pump()
    },
    bytes: () => queued + socket.bufferedAmount,
    taken: () => taken,
    clear: () => {
      waiting = []
      queued = 0
      offset = 0
    },
  }
}
