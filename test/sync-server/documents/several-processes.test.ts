import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAppointments } from '../../../src/core/document/read-appointments.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { eventually } from '../../support/eventually.ts'
import { postgresBinaries, startPostgres, type PostgresServer } from '../../support/postgres-server.ts'
import { appointment } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  fillWorkspace,
  QUARTER,
  share,
  startServer,
  type StartedServer,
} from '../started-server.ts'
import { serverState } from './server-state.ts'
import { createCopy, openDevice } from './test-device.ts'

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  let postgres: PostgresServer
  let one: StartedServer
  let two: StartedServer
  beforeAll(async () => {
    postgres = await startPostgres()
    const databaseUrl = await postgres.freshDatabase()
    one = await startServer({ databaseUrl })
    two = await startServer({ databaseUrl })
    await fillWorkspace(one, [[CALENDAR, BEN, 'write']])
  }, 120_000)
  afterAll(async () => {
    await one?.close()
    await two?.close()
    await postgres?.[Symbol.asyncDispose]()
  })

  test('appends from both at once take every sequence once, and both devices get everything', async () => {
    await using anna = await openDevice(one, ANNA)
    await using ben = await openDevice(two, BEN)
    await anna.hello()
    await ben.hello()
    const each = 150
    const writeAll = async (device: typeof anna, from: number) => {
      const copy = createCopy()
      const answers = await Promise.all(
        Array.from({ length: each }, (_, index) => {
          const update = copy.write((doc) => writeAppointment(doc, appointment(from + index)))
          return device.command([{ document: QUARTER, update }])
        }),
      )
      return answers.map((answer) => (answer.kind === 'accepted' ? answer.parts[0]?.seq : answer.reason))
    }
    const [annas, bens] = await Promise.all([writeAll(anna, 1_000), writeAll(ben, 2_000)])

    const sequences = [...annas, ...bens].toSorted((a, b) => Number(a) - Number(b))
    expect(sequences).toEqual(Array.from({ length: each * 2 }, (_, index) => index + 1))
    for (const [device, foreign] of [
      [anna, 2_000],
      [ben, 1_000],
    ] as const) {
      const wanted = Array.from({ length: each }, (_, index) => appointment(foreign + index).id)
      await eventually(() => {
        const seen = new Set(readAppointments(device.doc(QUARTER), CALENDAR).valid.map(({ id }) => id))
        return wanted.every((id) => seen.has(id))
      })
    }
    expect((await serverState(one.deps.store.read)).appointments).toHaveLength(each * 2)
  }, 60_000)

  test('Y6 a share that is withdrawn at one of them takes effect at the other', async () => {
    await using ben = await openDevice(two, BEN)
    await ben.hello()
    await share(one, BEN)
    expect((await ben.nth('withdrawn')).documents).toEqual([QUARTER])
    const update = createCopy().write((doc) => writeAppointment(doc, appointment(9)))
    expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden' })
    await share(one, BEN, 'write')
    expect((await ben.nth('granted')).documents).toMatchObject({ [QUARTER]: { writable: true } })
  }, 60_000)

  test('a revocation that has just been committed elsewhere is seen by the very next commit', async () => {
    await using ben = await openDevice(two, BEN)
    await ben.hello()
    for (let round = 0; round < 5; round++) {
      await share(one, BEN)
      const update = createCopy().write((doc) => writeAppointment(doc, appointment(3_000 + round)))
      expect(await ben.command([{ document: QUARTER, update }])).toMatchObject({ reason: 'forbidden' })
      await share(one, BEN, 'write')
    }
  }, 60_000)

  test('writes of the server at both at once lose nothing', async () => {
    const put = (server: StartedServer, n: number) =>
      server.deps.serverTransaction(({ write }) => write(QUARTER, (doc) => writeAppointment(doc, appointment(n))))
    await Promise.all(Array.from({ length: 40 }, (_, index) => put(index % 2 === 0 ? one : two, 4_000 + index)))
    const { appointments } = await serverState(one.deps.store.read)
    const made = appointments.filter(({ uid }) => /^uid-40\d\d$/.test(uid))
    expect(made).toHaveLength(40)
  }, 60_000)
})
