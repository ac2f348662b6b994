/** The part of a WebSocket that the engine uses; the platform's own one fits. */
export type SyncSocket = {
  binaryType: 'arraybuffer' | 'blob'
  /** 1: open. */
  readonly readyState: number
  send(frame: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
}

/** The engine's way to a server: an argument, so that a network can be cut. */
export type Connect = {
  fetch(request: Request): Promise<Response>
  openSocket(url: string, protocols: string[]): SyncSocket
}

/** This machine's own network. */
export function network(): Connect {
  return {
    fetch: (request) => fetch(request),
    openSocket: (url, protocols) => new WebSocket(url, protocols),
  }
}
