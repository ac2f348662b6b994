import { randomBytes } from 'node:crypto'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../../src/core/model/instant.ts'
import { WallTime } from '../../src/core/model/wall.ts'
import { uuidV7 } from '../../src/core/model/uuid.ts'
import { network } from '../../src/engine/connect.ts'
import { createServer, type SyncServer } from '../../sync-server/create-server.ts'
import { eventually } from '../support/eventually.ts'
import { projectedRows, replayRows } from '../support/replayed-rows.ts'
import { online } from '../support/synced-desk.ts'
import { agenda, BERLIN, firstCalendar, hour, NOW, openTestDesk, type TestDesk } from '../support/test-desk.ts'

const YEAR = 365 * 86_400_000
const account = { email: 'ada@example.org', password: 'correct horse battery' }
const all = { kind: 'all' } as const

let server: SyncServer
beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false, rateLimits: 'off' as const }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
}, 60_000)
afterAll(() => server?.close())

/** Ids as a machine whose clock is `skew` milliseconds off makes them. */
function idsAt(skew: number): () => string {
  return () => uuidV7(Date.now() + skew, randomBytes(16))
}

async function deskAt(skew: number, register?: true): Promise<TestDesk> {
  const desk = await openTestDesk({ now: () => instant(NOW + skew), newId: idsAt(skew), connect: network() })
  await desk.call.session.connect({ server: server.url, ...account, ...(register && { register }) })
  await online(desk.call)
  return desk
}

test('Y2 Y3 Y8 desks whose clocks are ten years ahead and behind work with one whose clock is right, and show the same', async () => {
  await using right = await deskAt(0, true)
  await using ahead = await deskAt(10 * YEAR)
  await using behind = await deskAt(-10 * YEAR)
  const desks = [right, ahead, behind]
  const calendar = await firstCalendar(right.call)
  const agreed = async () => {
    for (const { call } of desks) await online(call)
    const seen = async ({ call }: TestDesk) => JSON.stringify(await agenda(call))
    await eventually(async () => new Set(await Promise.all(desks.map(seen))).size === 1, { what: 'agreement' })
  }

  const { id } = await ahead.call.appointments.create(hour(calendar, 'Made ten years on', '2026-11-23T10:00:00+01:00'))
  await agreed()
  for (const [n, desk] of [behind, ahead, behind, right].entries()) {
    await desk.call.appointments.edit({ id, scope: all, edit: { title: `Edit ${n}` } })
    await agreed()
  }
  await behind.call.appointments.move({ id, scope: all, time: hour(calendar, '', '2026-11-25T10:00:00+01:00').time })
  await ahead.call.appointments.create({
    calendar,
    title: 'Weekly',
    series: {
      start: WallTime.parse('2026-11-23T08:00:00'),
      allDay: false,
      zone: BERLIN,
      length: 45 * 60_000,
      rules: ['FREQ=WEEKLY;COUNT=3'],
      rdates: [],
      exdates: [],
    },
  })
  await agreed()
  expect((await agenda(right.call)).map(({ title }) => title)).toEqual(['Weekly', 'Edit 3', 'Weekly', 'Weekly'])
  for (const { call } of desks) expect(await call.sync.refused()).toEqual([])

  // What has been acknowledged is taken for acknowledged when they come back, too.
  for (const desk of [ahead, behind]) await desk.reopen({ now: () => NOW })
  await agreed()
  const rows = []
  for (const desk of desks) {
    await desk.close()
    const { before, after } = await replayRows(`${desk.folder}/desk.sqlite`, NOW)
    expect(after).toEqual(before)
    rows.push(projectedRows(`${desk.folder}/desk.sqlite`))
  }
  expect(rows[1]).toEqual(rows[0])
  expect(rows[2]).toEqual(rows[0])
}, 180_000)
