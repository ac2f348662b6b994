import type { WebSocket } from 'ws'

/** What a socket has moved so far, in bytes, each way. */
export type Moved = () => { readonly read: number; readonly taken: number }

const BEAT_MS = 30_000
/** Less than this within a beat is no sign of life: a command of 8 MB, read or written slowly, is. */
const LEAST_BYTES = 64 * 1_024

/** Ends a socket whose other end is gone: nothing came from it for a whole beat, though it was asked. Ends with the socket. */
export function keepAlive(socket: WebSocket, moved: Moved, beatMs = BEAT_MS): void {
  let heard = true
  let before = moved()
  const hear = (): void => {
    heard = true
  }
  const beat = setInterval(() => {
    const { read, taken } = moved()
    if (!heard && read - before.read < LEAST_BYTES && taken - before.taken < LEAST_BYTES) return socket.terminate()
    before = { read, taken }
    heard = false
    socket.ping()
  }, beatMs).unref()
  socket.on('pong', hear)
  socket.on('message', hear)
  socket.on('close', () => clearInterval(beat))
}
