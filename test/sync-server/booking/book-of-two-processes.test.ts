import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import { MINUTE } from '../../../src/core/model/instant.ts'
import { createBusyBook } from '../../../src/storage/busy-book.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import { calendarStamps } from '../../../sync-server/booking/calendar-stamps.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { book, createNode, eventType, MONDAY, type Node, putAppointment, setUp, slots, zone } from './booking-world.ts'

// Monday 09:00 to 12:00 in Berlin, every half hour.
const STARTS = ['09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
const isoOf = (clock: string) => `2026-11-23T${clock}:00+01:00`

describe.skipIf(postgresBinaries === undefined)('two server processes on one PostgreSQL', () => {
  const stack = new AsyncDisposableStack()
  let one: Node
  let two: Node
  let forgetful: Node
  beforeAll(async () => {
    const postgres = stack.use(await startPostgres())
    const url = await postgres.freshDatabase()
    const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations }))
    one = stack.use(await createNode(await open()))
    two = stack.use(await createNode(await open()))
    forgetful = stack.use(await createNode(await open(), { busyBook: bookThatChecksNoHeads() }))
    await setUp(one, { eventTypes: [eventType(1, { buffers: { before: 0, after: 0 } })] })
  }, 120_000)
  afterAll(() => stack.disposeAsync())

  test('what one of them writes the other one’s list knows at once, and neither lists what the other has booked', async () => {
    const left = new Set(STARTS)
    const agree = async () => {
      for (const node of [two, one]) expect(await listed(node)).toEqual(STARTS.filter((start) => left.has(start)))
    }
    await agree()
    for (const [index, start] of STARTS.entries()) {
      left.delete(start)
      const [writer, reader] = index % 2 === 0 ? [one, two] : [two, one]
      // Some from a desk, some from guests; that it is gone is asked of both.
      if (index < 3) await putAppointment(writer, index, { time: timed(start) })
      else await book(writer, { key: start, wish: { start: isoOf(start) } })
      await agree()
      expect((await book(reader, { key: `${start} again`, wish: { start: isoOf(start) } })).status).toBe(409)
    }
    // And what is moved away there is free here.
    await putAppointment(two, 0, { time: timed('15:00') })
    left.add('09:00')
    await agree()
    await putAppointment(one, 0, { time: timed('09:00') })
    left.delete('09:00')
    await agree()
  })

  test('a book that checks no heads lists what is taken (mutant)', async () => {
    await putAppointment(one, 1, { time: timed('15:30') })
    expect(await listed(forgetful)).toEqual(['09:30'])
    await putAppointment(one, 1, { time: timed('09:30') })
    expect(await listed(forgetful)).toEqual(['09:30'])
    expect(await listed(two)).toEqual([])
  })
})

function bookThatChecksNoHeads() {
  return createBusyBook({
    stampsOf: async (...asked: Parameters<typeof calendarStamps>) => {
      const stamped = await calendarStamps(...asked)
      return stamped.map(({ calendar, document }) => ({ calendar, document, stamp: 'whatever' }))
    },
  })
}

async function listed(node: Node): Promise<string[]> {
  const { body } = await slots(node, { start: '2026-11-23', end: '2026-11-23', timezone: zone })
  return Object.values(SlotsAnswer.parse(body).days).flatMap((day) => day.map(({ start }) => start.slice(11, 16)))
}

function timed(clock: string) {
  const [hours, minutes] = clock.split(':').map(Number)
  const startsAt = MONDAY + ((hours ?? 0) * 60 + (minutes ?? 0)) * MINUTE
  return { kind: 'timed', startsAt, endsAt: startsAt + 30 * MINUTE, zone }
}
