import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { serverContract } from '../../core/contract/server.ts'
import type { Connect } from '../connect.ts'

export type ServerClient = ContractRouterClient<typeof serverContract>

// An unanswered call must not leave a desk in "connecting" for ever.
const DEADLINE = 20_000

/** The server at `server` (its address, with or without a slash at the end), signed in where there is a `session`. */
export function serverClient(connect: Connect, server: string, session?: string): ServerClient {
  const link = new RPCLink({
    url: `${server.replace(/\/+$/, '')}/api/v1/rpc`,
    headers: session === undefined ? {} : { authorization: `Bearer ${session}` },
    fetch: (request) => connect.fetch(new Request(request, { signal: AbortSignal.timeout(DEADLINE) })),
  })
  return createORPCClient(link)
}
