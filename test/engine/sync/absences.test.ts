import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import pino from 'pino'
import { Absence } from '../../../src/core/model/absence.ts'
import { Schedule } from '../../../src/core/model/schedule.ts'
import { network } from '../../../src/engine/connect.ts'
import type { Engine } from '../../../src/engine/create-engine.ts'
import { createServer, type SyncServer } from '../../../sync-server/create-server.ts'
import { FULL_SCHEDULE, SAMPLE_ABSENCE, uuid } from '../../core/document/samples.ts'
import { eventually } from '../../support/eventually.ts'
import { replayRows } from '../../support/replayed-rows.ts'
import { NOW, openTestDesk, type TestDesk } from '../../support/test-desk.ts'

let server: SyncServer

beforeAll(async () => {
  const config = { host: '127.0.0.1', port: 0, demo: false, json: false }
  server = await createServer(config, { logger: pino({ level: 'silent' }) })
})
afterAll(() => server.close())

async function connected(register: boolean): Promise<TestDesk> {
  const desk = await openTestDesk({ connect: network() })
  const account = { server: server.url, email: 'ada@example.org', password: 'correct horse battery', register }
  await desk.call.session.connect(account)
  await settled(desk.call)
  return desk
}

async function settled(call: Engine['call']): Promise<void> {
  await eventually(async () => {
    const { phase, waiting } = await call.sync.state()
    return phase === 'online' && waiting === 0
  })
}

test('Y2 Y3 Y7 two devices change rules, breaks and absences of one person at once: both win, on the server too', async () => {
  await using desk = await connected(true)
  await using phone = await connected(false)
  const [first] = await desk.call.schedules.list()
  const id = { id: first?.id, member: first?.member }
  const before = Schedule.parse({ ...FULL_SCHEDULE, ...id })
  const away = Absence.parse({ ...SAMPLE_ABSENCE, member: first?.member })
  const back = Absence.parse({ ...away, id: uuid(602), reason: 'sick' })
  await desk.call.schedules.put({ schedule: before })
  await desk.call.absences.put({ absence: away })
  await settled(desk.call)
  await eventually(async () => (await phone.call.absences.list({})).length === 1)

  const [rule, ...rules] = before.rules
  const one = Schedule.parse({ ...before, rules: [{ ...rule, kind: 'closed' }, ...rules] })
  const other = Schedule.parse({ ...before, breaks: [] })
  await Promise.all([desk.call.schedules.put({ schedule: one }), phone.call.schedules.put({ schedule: other })])
  await Promise.all([
    desk.call.absences.remove({ member: away.member, id: away.id }),
    phone.call.absences.put({ absence: back }),
  ])
  const both = { schedules: [{ ...one, breaks: [] }], absences: [back] }
  const shown = async ({ call }: TestDesk) => ({
    schedules: await call.schedules.list(),
    absences: await call.absences.list({}),
  })
  for (const device of [desk, phone]) {
    await eventually(async () => JSON.stringify(await shown(device)) === JSON.stringify(both))
    expect(await device.call.sync.refused()).toEqual([])
  }
  const { absence } = server.deps.store.read.tables
  const rows = await server.deps.store.read.select().from(absence).orderBy(absence.id)
  expect(rows.map(({ deleted, data }) => [data.id, deleted])).toEqual([
    [away.id, true],
    [back.id, false],
  ])
  await desk.close()
  const replayed = await replayRows(join(desk.folder, 'desk.sqlite'), NOW)
  expect(replayed.after).toEqual(replayed.before)
})
