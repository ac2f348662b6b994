import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { SlotsAnswer } from '../../../src/core/contract/booking.ts'
import type { Instant } from '../../../src/core/model/instant.ts'
import { DAY, instant, MINUTE } from '../../../src/core/model/instant.ts'
import { isoWithOffset, wallDateOf } from '../../../src/core/time/wall-clock.ts'
import { freshPglite } from '../../support/pglite.ts'
import type { Node } from './booking-world.ts'
import { appointmentsOf, clinicOf, clinics } from './random-clinic.ts'
import { book, createNode, eventType, MONDAY, putAppointment, schedule, setUp, slots, zone } from './booking-world.ts'

const DAY_MINUTES = 24 * 60

const range = fc
  .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }))
  .map(([start, length]) => ({ start: clock(start * 30), end: clock(Math.min(start * 30 + length * 30, DAY_MINUTES)) }))

const busy = fc.record({
  start: fc.integer({ min: 0, max: DAY_MINUTES - 60 }),
  length: fc.integer({ min: 0, max: 180 }),
})

const worlds = fc.record({
  ranges: fc.array(range, { minLength: 1, maxLength: 3 }),
  busy: fc.array(busy, { maxLength: 4 }),
  duration: fc.constantFrom(15, 25, 45, 60),
  step: fc.constantFrom(15, 20, 45),
  offset: fc.constantFrom(0, 5),
  buffers: fc.record({ before: fc.constantFrom(0, 5), after: fc.constantFrom(0, 10) }),
})

type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never

test('S1 every slot that is listed can be booked, and no other minute of the day', { timeout: 180_000 }, async () => {
  await using store = await freshPglite()
  await using node = await createNode(store)
  let run = 0
  await fc.assert(
    fc.asyncProperty(worlds, async (made) => {
      run += 1
      await furnish(node, run, made)
      const listed = await listedStarts(node, run)
      const others = everyFiveMinutes(run).filter((start) => !listed.includes(start))
      for (const start of sample(others, 8)) expect(await statusOf(node, run, start)).toBe(409)
      // Bookings take time from one another: the list is asked anew before each.
      for (let left = listed; left.length > 0; left = await listedStarts(node, run)) {
        const [start] = sample(left, 1)
        expect(await statusOf(node, run, start ?? '')).toBe(201)
      }
    }),
    { numRuns: 8, seed: 20_261_120 },
  )
})

test(
  'S1 with all that shapes what a team offers, every slot listed can be booked and no other start',
  { timeout: 600_000 },
  async () => {
    await using store = await freshPglite()
    await using node = await createNode(store)
    let run = 100
    const seen = { listed: 0, refused: 0 }
    await fc.assert(
      fc.asyncProperty(clinics, async (made) => {
        run += 1
        const monday = mondayOf(run - 100)
        node.clock.now = instant(monday - 3 * DAY)
        await setUp(node, clinicOf(made, { run, monday }))
        for (const [index, edit] of appointmentsOf(made, monday).entries()) {
          await putAppointment(node, run * 100 + index, edit)
        }
        for (const duration of made.type.durations) {
          const listed = await listedOf(node, { run, monday, duration })
          const others = everyFiveMinutesOf(monday).filter((start) => !listed.includes(start))
          for (const start of sample(others, 6)) expect(await answerTo(node, { run, start, duration })).toBe(409)
          seen.refused += 6
          let left = listed
          for (let taken = 0; left.length > 0 && taken < 5; taken += 1) {
            const start = left[(run * 7 + taken * 13) % left.length] ?? ''
            expect(await answerTo(node, { run, start, duration })).toBe(201)
            seen.listed += 1
            left = await listedOf(node, { run, monday, duration })
          }
        }
      }),
      { numRuns: 25, seed: 20_261_121 },
    )
    // Not by having nothing to offer.
    expect(seen.listed).toBeGreaterThan(60)
  },
)

type Asked = { readonly run: number; readonly duration: number }

async function listedOf(node: Node, { run, monday, duration }: Asked & { monday: Instant }): Promise<string[]> {
  const dates = [monday, instant(monday + 3 * DAY)].map((at) => wallDateOf(at, zone))
  const query = { start: dates[0] ?? '', end: dates[1] ?? '', timezone: zone, duration: String(duration) }
  const { status, body } = await slots(node, query, `anna-${run}`)
  expect(status).toBe(200)
  return Object.values(SlotsAnswer.parse(body).days).flatMap((day) => day.map(({ start }) => start))
}

async function answerTo(node: Node, { run, start, duration }: Asked & { start: string }): Promise<number> {
  asked += 1
  const { status } = await book(node, {
    key: `${run} ${asked}`,
    slug: `anna-${run}`,
    wish: { start, duration, email: `guest${asked}@example.org` },
    from: `10.1.${asked >> 8}.${asked & 255}`,
  })
  return status
}

function everyFiveMinutesOf(monday: Instant): string[] {
  return Array.from({ length: (4 * DAY_MINUTES) / 5 }, (_, n) => isoWithOffset(instant(monday + n * 5 * MINUTE), zone))
}

// A week of its own for every run: what one has booked must not fill the next one's day.
function mondayOf(run: number): Instant {
  return instant(MONDAY + 7 * run * DAY)
}

async function furnish(node: Node, run: number, made: World): Promise<void> {
  const { ranges, duration, step, offset, buffers } = made
  await setUp(node, {
    schedules: [schedule(1, { weekly: [{ day: 1, ranges }] })],
    eventTypes: [eventType(1, { durations: [duration], step, offset, buffers, horizon: { kind: 'unlimited' } })],
  })
  for (const [index, { start, length }] of made.busy.entries()) {
    const startsAt = mondayOf(run) + start * MINUTE
    await putAppointment(node, run * 100 + index, {
      time: { kind: 'timed', startsAt, endsAt: startsAt + length * MINUTE, zone },
    })
  }
}

async function listedStarts(node: Node, run: number): Promise<string[]> {
  const day = wallDateOf(mondayOf(run), zone)
  const { body } = await slots(node, { start: day, end: day, timezone: zone })
  return Object.values(SlotsAnswer.parse(body).days).flatMap((day) => day.map(({ start }) => start))
}

let asked = 0

async function statusOf(node: Node, run: number, start: string): Promise<number> {
  asked += 1
  // Each from an address of its own: the limit is not what is asked for here.
  const answer = await book(node, {
    key: `${run} ${asked}`,
    wish: { start },
    from: `10.${run}.${asked >> 8}.${asked & 255}`,
  })
  return answer.status
}

function everyFiveMinutes(run: number): string[] {
  const starts = Array.from({ length: DAY_MINUTES / 5 }, (_, n): Instant => instant(mondayOf(run) + n * 5 * MINUTE))
  return starts.map((start) => isoWithOffset(start, zone))
}

// Spread over the whole, the same in every run.
function sample<T>(all: readonly T[], count: number): T[] {
  const every = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, index) => index % every === every - 1).slice(0, count)
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}
