import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import type { ReachabilityControl } from './reachability.ts'

/** The engine behind the port that the desktop shell hands over once the page stands. */
export function createPortLink(window: Window, reach: ReachabilityControl): ClientLink<ClientContext> {
  const linked = new Promise<RPCLink<ClientContext>>((resolve) => {
    window.addEventListener('message', (event) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== 'dayloom:port' || !port) return
      resolve(new RPCLink({ port }))
      port.start()
      reach.set({ state: 'open', attempts: 0 })
    })
  })
  return { call: async (path, input, options) => (await linked).call(path, input, options) }
}
