import { and, eq } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { busyLayout } from '../../../src/core/document/busy-layout.ts'
import { documentName } from '../../../src/core/document/document-name.ts'
import { readEntities } from '../../../src/core/document/entity-layout.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import { postgresBinaries, startPostgres, type PostgresServer } from '../../support/postgres-server.ts'
import { appointment, calendarRow } from '../../support/rows.ts'
import {
  ANNA,
  BEN,
  CALENDAR,
  CARA,
  fillWorkspace,
  NOON,
  QUARTER,
  startServer,
  workspace,
  type StartedServer,
} from '../started-server.ts'
import { createCopy, openDevice, type TestDevice } from './test-device.ts'

const BUSY = documentName({ kind: 'busy', workspace, calendar: CALENDAR, part: '2026-q4' })
const EARLIER = documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: '2026-q3' })
const MINUTES = 60_000

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  let postgres: PostgresServer
  let one: StartedServer
  let two: StartedServer
  let databaseUrl: string
  beforeAll(async () => {
    postgres = await startPostgres()
    databaseUrl = await postgres.freshDatabase()
    one = await startServer({ databaseUrl })
    two = await startServer({ databaseUrl })
    await fillWorkspace(one, [
      [CALENDAR, BEN, 'write'],
      [CALENDAR, CARA, 'free-busy'],
    ])
  }, 120_000)
  afterAll(async () => {
    await one?.close()
    await two?.close()
    await postgres?.[Symbol.asyncDispose]()
  })

  /** Each of `count` appointments is put somewhere, and moved on by half an hour. */
  async function putAndMove(device: TestDevice, document: string, { first, count }: { first: number; count: number }) {
    const copy = createCopy()
    const answers = []
    for (const step of [0, 30]) {
      for (let n = first; n < first + count; n += 1) {
        const startsAt = NOON + (n * 45 + step) * MINUTES
        const time = { kind: 'timed', startsAt, endsAt: startsAt + 60 * MINUTES, zone: calendarRow(1).zone }
        const update = copy.write((doc) => writeAppointment(doc, appointment(n, { time })))
        answers.push(device.command([{ document, update }]))
      }
    }
    return (await Promise.all(answers)).filter(({ kind }) => kind === 'refused')
  }

  async function blockingStarts(): Promise<number[]> {
    const { occurrence } = one.deps.store.read.tables
    const rows = await one.deps.store.read
      .selectDistinct({ starts: occurrence.starts })
      .from(occurrence)
      .where(and(eq(occurrence.calendar, CALENDAR), eq(occurrence.blocks, true)))
    return rows.map(({ starts }) => starts).sort((a, b) => a - b)
  }

  test('Y2 both write one busy document from two others at once, and it says what the rows say', async () => {
    await using anna = await openDevice(one, ANNA)
    await using ben = await openDevice(two, BEN)
    await using cara = await openDevice(two, CARA)
    for (const device of [anna, ben, cara]) await device.hello()
    const refused = await Promise.all([
      putAndMove(anna, QUARTER, { first: 100, count: 60 }),
      putAndMove(ben, EARLIER, { first: 200, count: 60 }),
    ])
    expect(refused).toEqual([[], []])
    const wanted = await blockingStarts()
    expect(wanted.length).toBe(120)
    const seen = () => readEntities(cara.doc(BUSY), busyLayout).valid.map(({ starts }) => Number(starts))
    await expect.poll(() => seen().sort((a, b) => a - b), { timeout: 20_000 }).toEqual(wanted)
  })

  test('Y2 two who have read the rows before either has committed do not take out each other’s times', async () => {
    const put = (server: StartedServer, document: typeof QUARTER, n: number) =>
      server.deps.serverTransaction(({ write }) => {
        const startsAt = NOON + n * 60 * MINUTES
        const time = { kind: 'timed', startsAt, endsAt: startsAt + 60 * MINUTES, zone: calendarRow(1).zone }
        return write(document, (doc) => writeAppointment(doc, appointment(n, { time })))
      })
    await put(one, QUARTER, 300)
    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('begin')
    await client.query('select 1 from doc where name = $1 for update', [BUSY])
    const both = Promise.all([put(one, QUARTER, 301), put(two, EARLIER, 302)])
    const waiting = async () =>
      (await client.query("select 1 from pg_stat_activity where wait_event_type = 'Lock'")).rows.length
    await expect.poll(waiting, { timeout: 20_000 }).toBe(2)
    await client.query('commit')
    await client.end()
    await both

    await using cara = await openDevice(one, CARA)
    await cara.hello()
    const seen = readEntities(cara.doc(BUSY), busyLayout).valid.map(({ starts }) => Number(starts))
    expect(seen.sort((a, b) => a - b)).toEqual(await blockingStarts())
    expect(seen.filter((starts) => starts >= NOON + 300 * 60 * MINUTES).length).toBe(3)
  })
})
