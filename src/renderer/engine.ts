import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import type { deskContract } from '../core/contract/desk.ts'
import { createPortLink } from './engine-link/port-link.ts'
import { createReachability } from './engine-link/reachability.ts'
import { createSocketLink } from './engine-link/socket-link.ts'

/** Everything the screens know of the outside: typed by the contract, the same in the shell and in a browser. */
export type Engine = ContractRouterClient<typeof deskContract>

const reach = createReachability()

/** Pages of the shell come from `app:` and are handed a port; pages over HTTP reach the loopback host they came from. */
const link = location.protocol.startsWith('http')
  ? createSocketLink(new URL('/rpc', location.href.replace(/^http/, 'ws')).href, reach)
  : createPortLink(window, reach)

export const engine: Engine = createORPCClient(link)

/** Query and mutation options of every call, with the keys under which answers are kept. */
export const desk = createTanstackQueryUtils(engine)

export const engineReach = reach
