import type { Context } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { Engine } from '../engine/create-engine.ts'

type Port = Parameters<RPCHandler<Context>['upgrade']>[0]

/** Lets whoever holds the other end of `port` call the engine. The caller starts the port. */
export function exposeOnPort(engine: Engine, port: Port): void {
  new RPCHandler(engine.router).upgrade(port)
}
