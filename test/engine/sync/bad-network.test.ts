import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { HOUR, instant } from '../../../src/core/model/instant.ts'
import type { Engine, EngineOptions } from '../../../src/engine/create-engine.ts'
import { network } from '../../../src/engine/connect.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { badNetwork, type BadNetwork } from '../../support/bad-network.ts'
import { eventually } from '../../support/eventually.ts'
import { firstCalendar, hour, NOW, openTestDesk, titles, type TestDesk } from '../../support/test-desk.ts'

let server: SyncServer
let people = 0
beforeAll(async () => {
  server = await createServer(
    { host: '127.0.0.1', port: 0, demo: false, json: false },
    { logger: pino({ level: 'silent' }) },
  )
})
afterAll(() => server.close())

/** Two desks of one person: one behind a bad network, one at the server itself. */
async function twoDesks(options: Partial<EngineOptions> = {}) {
  const stack = new AsyncDisposableStack()
  const between = stack.use(await badNetwork(server.url))
  const far = stack.use(await openTestDesk({ connect: network(), pingEvery: 500, ...options }))
  const near = stack.use(await openTestDesk({ connect: network() }))
  const account = { email: `p${(people += 1)}@example.org`, password: 'correct horse battery' }
  const calendar = await firstCalendar(far.call)
  await far.call.session.connect({ ...account, server: between.url, register: true })
  await settled(far.call)
  await near.call.session.connect({ ...account, server: server.url })
  await settled(near.call)
  const write = (desk: TestDesk, title: string) =>
    desk.call.appointments.create(hour(calendar, title, '2026-11-20T10:00:00+01:00'))
  return { between, far, near, write, [Symbol.asyncDispose]: () => stack.disposeAsync() }
}

async function settled(call: Engine['call']): Promise<void> {
  await eventually(
    async () => {
      const { phase, waiting } = await call.sync.state()
      return phase === 'online' && waiting === 0
    },
    { deadlineMs: 60_000 },
  )
}

/** Everything that was written is on both, once. */
async function agree({ far, near }: { far: TestDesk; near: TestDesk }, wanted: readonly string[]): Promise<void> {
  const both = async () => [await titles(far.call), await titles(near.call)].map((list) => list.toSorted().join())
  await eventually(async () => (await both()).every((list) => list === wanted.toSorted().join()), {
    deadlineMs: 60_000,
  })
}

test.each<[string, (between: BadNetwork) => void]>([
  ['breaks', (between) => between.cut()],
  ['falls silent, and nobody is told', (between) => between.stall()],
  ['is gone for the server, and the desk is not told', (between) => between.halve()],
])(
  'a connection that %s is found out and made anew; what was written meanwhile arrives, both ways',
  async (_, fail) => {
    await using desks = await twoDesks()
    const { between, far, near, write } = desks
    const before = between.opened()
    fail(between)
    await write(far, 'from here')
    await write(near, 'from there')
    await agree(desks, ['from here', 'from there'])
    await settled(far.call)
    expect(between.opened()).toBeGreaterThan(before)
  },
  120_000,
)

test('a machine that has slept makes its connection anew, although nothing tells that it is dead', async () => {
  let clock = NOW
  await using desks = await twoDesks({ now: () => clock, pingEvery: 1_000 })
  const before = desks.between.opened()
  desks.between.stall()
  clock = instant(clock + 8 * HOUR)
  await eventually(() => desks.between.opened() > before, { deadlineMs: 60_000 })
  await desks.write(desks.near, 'meanwhile')
  await agree(desks, ['meanwhile'])
  expect((await desks.far.call.sync.state()).phase).toBe('online')
}, 120_000)

test('a connection that breaks again and again loses nothing and repeats nothing', async () => {
  await using desks = await twoDesks()
  const { between, far, near, write } = desks
  const wanted = Array.from({ length: 24 }, (_, n) => `visit ${n}`)
  // Somewhere within: the call for a token, the opening, hello, a command.
  for (const [n, title] of wanted.entries()) {
    between.cutAfter(n % 2 === 0 ? 600 + n * 400 : undefined)
    if (n % 3 === 0) between.cut()
    await write(n % 4 === 3 ? near : far, title)
  }
  between.cutAfter(undefined)
  await agree(desks, wanted)
  await settled(far.call)
  expect(await far.call.sync.refused()).toEqual([])
}, 180_000)
