import { expect, test } from 'vitest'
import { LARGEST_COMMAND } from '../../../src/core/contract/sync-protocol.ts'
import { CommandId } from '../../../src/core/model/ids.ts'
import { newId } from '../../../src/engine/new-id.ts'
import { createOutflow } from '../../../src/engine/sync/outflow.ts'
import type { OutgoingCommand, Replica } from '../../../src/engine/sync/replica.ts'

const nothing = async () => undefined

function command(bytes: number): OutgoingCommand {
  const part = { document: 'a', epoch: 0, update: new Uint8Array(bytes / 2) }
  return { id: CommandId.parse(newId()), parts: [part, { ...part, document: 'b' }] }
}

test('Y4 a command that the server would hang up on is set aside; what waits behind it goes out', async () => {
  const [first, large, last] = [command(10), command(LARGEST_COMMAND + 2), command(LARGEST_COMMAND)]
  let outbox = [first, large, last]
  const happened: unknown[] = []
  const replica: Replica = {
    cursors: async () => ({}),
    meet: nothing,
    grant: nothing,
    withdraw: nothing,
    take: nothing,
    refuse: async (id, reason) => {
      happened.push(['refused', id, reason])
      outbox = outbox.filter((one) => one.id !== id)
    },
    settle: async () => void happened.push(['settled']),
    waiting: async (inFlight, { commands }) => outbox.filter(({ id }) => !inFlight.has(id)).slice(0, commands),
  }
  const outflow = createOutflow(
    replica,
    (message) => happened.push(message.kind === 'command' ? ['sent', message.id] : message),
    new Set(),
  )
  outflow.open(10)
  await outflow.pump()
  // What the refused one left in the documents is taken out when nothing is in flight any more.
  expect(happened).toEqual([['settled'], ['sent', first.id], ['refused', large.id, 'too-large']])
  outbox = outbox.filter(({ id }) => id !== first.id)
  outflow.accepted(first.id)
  await outflow.pump()
  expect(happened.slice(3)).toEqual([['settled'], ['sent', last.id]])
})
