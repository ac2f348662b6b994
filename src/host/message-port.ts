import { RPCHandler } from '@orpc/server/message-port'
import type { Engine } from '../engine/create-engine.ts'

type Port = Parameters<RPCHandler<Record<never, never>>['upgrade']>[0]

/** Lets whoever holds the other end of `port` call the engine. The caller starts the port. */
export function exposeOnPort(engine: Engine, port: Port): void {
  new RPCHandler(engine.router).upgrade(port)
}
