import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import type { ContractRouterClient } from '@orpc/contract'
import type { serverContract } from '../../core/contract/server.ts'
import type { Connect } from '../connect.ts'

export type ServerClient = ContractRouterClient<typeof serverContract>

// An unanswered call must not leave a desk in "connecting" for ever.
const DEADLINE = 20_000

export type ServerCaller = {
  readonly connect: Connect
  /** The server's address, with or without a slash at the end. */
  readonly server: string
  /** Of the signed-in; without it nobody in particular asks. */
  readonly session?: string
  /** Ends calls that are under way. */
  readonly stopped?: AbortSignal
}

export function serverClient({ connect, server, session, stopped }: ServerCaller): ServerClient {
  const link = new RPCLink({
    url: `${server.replace(/\/+$/, '')}/api/v1/rpc`,
    headers: session === undefined ? {} : { authorization: `Bearer ${session}` },
    fetch: (request) => {
      const ends = [AbortSignal.timeout(DEADLINE), ...(stopped === undefined ? [] : [stopped])]
      return connect.fetch(new Request(request, { signal: AbortSignal.any(ends) }))
    },
  })
  return createORPCClient(link)
}
