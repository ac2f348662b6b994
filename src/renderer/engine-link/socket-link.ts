import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ReachabilityControl } from './reachability.ts'

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 5_000

/**
 * The engine behind a WebSocket that may go away and come back (the loopback host restarts). A call made meanwhile waits
 * for the next connection; a call that was under way when it broke fails, since nobody knows whether it was done.
 */
export function createSocketLink(url: string, reach: ReachabilityControl): ClientLink<ClientContext> {
  let opened = Promise.withResolvers<RPCLink<ClientContext>>()
  let attempts = 0

  function open(): void {
    const socket = new WebSocket(url)
    const link = new RPCLink({ websocket: socket })
    let wasOpen = false
    socket.addEventListener('open', () => {
      wasOpen = true
      attempts = 0
      opened.resolve(link)
      reach.set({ state: 'open', attempts })
    })
    socket.addEventListener('close', () => {
      if (wasOpen) opened = Promise.withResolvers()
      attempts += 1
      reach.set({ state: 'lost', attempts })
      setTimeout(open, Math.min(FIRST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE))
    })
  }

  open()
  return { call: async (path, input, options) => (await opened.promise).call(path, input, options) }
}
