import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { expect, test } from 'vitest'
import type { DeskClient } from '../../src/engine/desk-client.ts'
import { exposeOnPort } from '../../src/host/message-port.ts'
import { openTestDesk } from '../support/test-desk.ts'

test('whoever holds the other end of a port can call the engine', async () => {
  await using desk = await openTestDesk()
  const { port1, port2 } = new MessageChannel()
  exposeOnPort(desk.engine(), port1)
  port1.start()
  const call: DeskClient = createORPCClient(new RPCLink({ port: port2 }))
  port2.start()
  expect((await call.session.get()).member.name).toBe('Ada')
  port2.close()
})
