import { network, type Connect, type SyncSocket } from '../../src/engine/connect.ts'

export type SwitchedNetwork = {
  readonly connect: Connect
  /** Cuts what is open, and lets nothing through until `on`. */
  off(): void
  on(): void
}

/** This machine's network behind a switch, as of one device. */
export function switchedNetwork(): SwitchedNetwork {
  const real = network()
  const sockets = new Set<SyncSocket>()
  let isOn = true
  const check = () => {
    if (!isOn) throw new TypeError('fetch failed')
  }
  return {
    connect: {
      fetch: async (request) => {
        check()
        return real.fetch(request)
      },
      openSocket: (url, protocols) => {
        check()
        const socket = real.openSocket(url, protocols)
        sockets.add(socket)
        socket.addEventListener('close', () => sockets.delete(socket))
        return socket
      },
    },
    off: () => {
      isOn = false
      for (const socket of sockets) socket.close()
    },
    on: () => {
      isOn = true
    },
  }
}
