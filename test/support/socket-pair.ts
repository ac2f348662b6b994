import type { SyncSocket } from '../../src/engine/connect.ts'

/** The server's end of a socket without a network. */
export type FarEnd = {
  send(frame: Uint8Array): void
  close(code: number): void
  onFrame: (frame: Uint8Array) => void
  onClose: () => void
}

type Listeners = {
  open: () => void
  error: () => void
  message: (event: { readonly data: unknown }) => void
  close: (event: { readonly code: number }) => void
}

/** Two ends of one line in this process. Frames arrive later, in order, as on a real one. */
export function socketPair(): { near: SyncSocket; far: FarEnd; open(): void } {
  const listeners: { [K in keyof Listeners]: Listeners[K][] } = { open: [], error: [], message: [], close: [] }
  let state = 0
  const later = (work: () => void) => void setImmediate(work)
  const closeBoth = (code: number) => {
    if (state === 3) return
    state = 3
    later(() => {
      for (const listener of listeners.close) listener({ code })
      far.onClose()
    })
  }
  const far: FarEnd = {
    send: (frame) =>
      later(() => {
        if (state === 1) for (const listener of listeners.message) listener({ data: new Uint8Array(frame).buffer })
      }),
    close: closeBoth,
    onFrame: () => undefined,
    onClose: () => undefined,
  }
  const near: SyncSocket = {
    binaryType: 'arraybuffer',
    get readyState() {
      return state
    },
    send: (frame) => {
      const copy = new Uint8Array(frame)
      later(() => state === 1 && far.onFrame(copy))
    },
    close: (code = 1005) => closeBoth(code),
    addEventListener: <K extends keyof Listeners>(type: K, listener: Listeners[K]) => {
      listeners[type].push(listener)
    },
  }
  const open = () =>
    later(() => {
      if (state !== 0) return
      state = 1
      for (const listener of listeners.open) listener()
    })
  return { near, far, open }
}
