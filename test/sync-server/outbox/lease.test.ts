import { afterEach, beforeEach, expect, test } from 'vitest'
import { instant, MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { outboxMessage } from '../../../sync-server/database/schema.ts'
import { takeDueMessages } from '../../../sync-server/outbox/due-messages.ts'
import { startOutbox } from '../../../sync-server/outbox/start-outbox.ts'
import { eventually } from '../../support/eventually.ts'
import { type MailServer, startMailServer } from '../../support/mail-server.ts'
import { freshPglite } from '../../support/pglite.ts'
import { book, createNode, type Node, setUp } from '../booking/booking-world.ts'

let stack: AsyncDisposableStack
let store: PostgresStore
let node: Node
let mail: MailServer
let received: string[]
let letGo: () => void

beforeEach(async () => {
  stack = new AsyncDisposableStack()
  store = await freshPglite()
  stack.defer(() => store.close())
  node = stack.use(await createNode(store))
  await setUp(node)
  received = []
  const slow = Promise.withResolvers<void>()
  letGo = slow.resolve
  mail = stack.use(
    await startMailServer(async ({ to }) => {
      received.push(to.join())
      await slow.promise
    }),
  )
  await book(node, { key: 'one' })
})
afterEach(() => stack.disposeAsync())

const states = () => store.read.select().from(outboxMessage)
const pass = (minutes: number) => (node.clock.now = instant(node.clock.now + minutes * MINUTE))
const outbox = (renewMs: number) =>
  startOutbox({ ...node.deps, config: { ...node.deps.config, smtpUrl: mail.url } }, { pauseMs: 5, renewMs })

test('a mail that takes long stays with whoever is sending it: no other process takes it', async () => {
  await using _ = await outbox(5)
  await eventually(() => received.length === 2, { what: 'handing over' })
  for (let minute = 1; minute <= 5; minute++) {
    const until = pass(1) + 2 * MINUTE
    await eventually(async () => (await states()).every(({ nextAt }) => nextAt === until), { what: 'renewing' })
    expect(await takeDueMessages(store, node.clock.now, 5)).toEqual([])
  }
  letGo()
  await eventually(async () => (await states()).every(({ state }) => state === 'sent'), { what: 'sending' })
  expect(received.toSorted()).toEqual(['ida@example.org', 'member1@example.org'])
  expect((await states()).map(({ attempts }) => attempts)).toEqual([1, 1])
})

test('a mail whose time ran out while the machine slept is not sent by the same process twice', async () => {
  await using _ = await outbox(60_000)
  await eventually(() => received.length === 2, { what: 'handing over' })
  pass(3)
  await eventually(async () => (await states()).every(({ attempts }) => attempts === 2), { what: 'taking again' })
  // What is handed over next comes after whatever was taken again.
  await book(node, { key: 'two', wish: { start: '2026-11-23T10:00:00+01:00', email: 'zoe@example.org' } })
  await eventually(() => received.includes('zoe@example.org'), { what: 'handing over another' })
  expect(received.filter((to) => to === 'ida@example.org')).toHaveLength(1)
  letGo()
})
