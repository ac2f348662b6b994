import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, type Instant, MINUTE } from '../../../src/core/model/instant.ts'
import { isoWithOffset } from '../../../src/core/time/wall-clock.ts'
import { createBusyBook } from '../../../src/storage/busy-book.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { bookSlot } from '../../../sync-server/booking/book-slot.ts'
import { calendarStamps } from '../../../sync-server/booking/calendar-stamps.ts'
import { releaseHold } from '../../../sync-server/booking/release-hold.ts'
import { renewHold } from '../../../sync-server/booking/renew-hold.ts'
import { takeHold } from '../../../sync-server/booking/take-hold.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { claim, hold as holds } from '../../../sync-server/database/schema.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { createNode, eventType, FRIDAY, MONDAY, type Node, schedule, setUp, WISH, zone } from './booking-world.ts'
import { type HoldCall, holdStep, NOTHING_TAKEN } from './hold-model.ts'
import { isLinearizable } from './linearizable.ts'
import { withoutLocks } from './without-locks.ts'

/** DAYLOOM_LONG=1: so many as are promised. DAYLOOM_SEED: those of an earlier run. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const SEED = process.env['DAYLOOM_SEED']
const RUNS = LONG ? 10_000 : 40
const TIME = { timeout: LONG ? 7_200_000 : 300_000 }

const texts = await createTexts()

// Whose hold is meant: the one they took last, or the one that everybody knows of from the start.
const whose = fc.constantFrom('own', 'first')
const maybeWhose = fc.constantFrom('none', 'own', 'first')
const slot = fc.constantFrom(0, 1)
const acts = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('hold'), slot, whose: maybeWhose }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('book'), slot, whose: maybeWhose }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('renew'), slot, whose }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release'), slot, whose }) },
)
type Act = typeof acts extends fc.Arbitrary<infer A> ? A : never
const programs = fc.array(fc.array(acts, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 3 })

describe.skipIf(postgresBinaries === undefined)('holds, from three server processes on one PostgreSQL', () => {
  test('C3 whatever comes in between, every answer is one of calls made one after the other', TIME, async () => {
    await using stack = new AsyncDisposableStack()
    const url = await stack.use(await startPostgres()).freshDatabase()
    const world = await worldOf(stack, url)
    expect(await firstOdd(world, RUNS)).toBe('')
    // Not by having nothing to say.
    expect([...world.answers]).toEqual(expect.arrayContaining(EVERY_KIND))
  })

  test(
    'C3 two who hold or book one time are seen where neither lock nor constraint is there (mutant)',
    TIME,
    async () => {
      await using stack = new AsyncDisposableStack()
      const url = await stack.use(await startPostgres()).freshDatabase()
      await withoutLocks(url)
      const world = await worldOf(stack, url)
      await world.store.tx((tx) => tx.execute(sql`alter table claim drop constraint claim_exclusive`))
      expect(await firstOdd(world, 400)).toContain('Property failed')
    },
  )
})

const EVERY_KIND = ['hold 201', 'hold 409', 'renew 200', 'renew 404', 'book 201', 'book 409']

type Process = { readonly node: Node; seen: Instant }
type World = {
  readonly store: PostgresStore
  readonly processes: readonly Process[]
  readonly gate: Gate
  readonly answers: Set<string>
}
/** What stands still until the scheduler lets it go on. */
type Gate = { pass: () => Promise<unknown> }

async function worldOf(stack: AsyncDisposableStack, url: string): Promise<World> {
  const gate: Gate = { pass: async () => undefined }
  const store = stack.use(await openPostgres({ url, migrations: postgresMigrations }))
  const processes: Process[] = []
  for (let n = 0; n < 3; n++) {
    const own = stack.use(await openPostgres({ url, migrations: postgresMigrations }))
    const clock = { now: (): Instant => FRIDAY }
    const node = stack.use(await createNode(gated(own, gate), { now: () => clock.now(), busyBook: gatedBook(gate) }))
    const process: Process = { node, seen: FRIDAY }
    clock.now = () => (process.seen = node.clock.now)
    processes.push(process)
  }
  const wholeDay = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const type = eventType(1, { durations: [5], step: 5, horizon: { kind: 'unlimited' } })
  if (processes[0])
    await setUp(processes[0].node, { schedules: [schedule(1, { weekly: wholeDay })], eventTypes: [type] })
  return { store, processes, gate, answers: new Set() }
}

/** Before and after what a transaction does: what has been written is seen by others only then. */
function gated(store: PostgresStore, gate: Gate): PostgresStore {
  return {
    ...store,
    tx: async (work) => {
      await gate.pass()
      return store.tx(async (tx) => {
        const value = await work(tx)
        await gate.pass()
        return value
      })
    },
  }
}

/** Between looking and taking. */
function gatedBook(gate: Gate) {
  return createBusyBook({
    stampsOf: async (...asked: Parameters<typeof calendarStamps>) => {
      await gate.pass()
      const stamps = await calendarStamps(...asked)
      await gate.pass()
      return stamps
    },
  })
}

/** The first interleaving that no order of the calls explains, in words; empty: there is none. */
async function firstOdd(world: World, numRuns: number): Promise<string> {
  let run = 0
  const property = fc.asyncProperty(
    fc.scheduler(),
    programs,
    fc.integer({ min: 0, max: 3 }),
    async (scheduler, own, ticks) => {
      run += 1
      const calls = await interleaved(world, {
        scheduler,
        programs: own,
        ticks,
        base: instant(MONDAY + run * 10 * MINUTE),
      })
      for (const { do: verb, answer } of calls) world.answers.add(`${verb} ${answer.status}`)
      return isLinearizable(calls, NOTHING_TAKEN, holdStep) || said(calls)
    },
  )
  const seed = SEED === undefined ? {} : { seed: Number(SEED) }
  // The slots of a run are gone after it, and the database takes its own time: a case that is run again is another one.
  const details = await fc.check(property, { numRuns, endOnFailure: true, ...seed })
  return details.failed ? `${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}` : ''
}

function said(calls: readonly HoldCall[]): never {
  throw new Error(`no order explains ${JSON.stringify(calls)}`)
}

type Case = {
  readonly scheduler: fc.Scheduler
  readonly programs: readonly (readonly Act[])[]
  /** How often eleven minutes go by. */
  readonly ticks: number
  readonly base: Instant
}

async function interleaved(world: World, { scheduler, programs: own, ticks, base }: Case): Promise<HoldCall[]> {
  const { store, processes, gate } = world
  await store.tx(async (tx) => {
    await tx.delete(claim).where(sql`${claim.hold} is not null`)
    await tx.delete(holds)
  })
  for (const { node } of processes) node.clock.now = FRIDAY
  const calls: HoldCall[] = []
  const [first] = processes
  if (!first) return calls
  const known = await perform(first, { act: { do: 'hold', slot: 0, whose: 'none' }, hold: undefined, base, calls })
  gate.pass = () => scheduler.schedule(Promise.resolve())
  const acting = own.map(async (acts, n) => {
    const process = processes[n]
    let mine: string | undefined
    for (const act of process ? acts : []) {
      const hold =
        { none: undefined, own: mine, first: known }[act.whose] ?? (act.whose === 'own' ? UNKNOWN : undefined)
      await gate.pass()
      if (process) mine = (await perform(process, { act, hold, base, calls })) ?? mine
    }
  })
  const time = Array.from({ length: ticks }, async () => {
    await gate.pass()
    for (const { node } of processes) node.clock.now = instant(node.clock.now + 11 * MINUTE)
  })
  // Those that are at work when one has failed go on to their ends: what they hold would keep the next ones waiting.
  const ended = Promise.allSettled([...acting, ...time])
  const results = await scheduler.waitFor(ended)
  gate.pass = async () => undefined
  await scheduler.waitIdle()
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return calls
}

const UNKNOWN = 'A'.repeat(22)
let moment = 0

type Performed = {
  readonly act: Act
  readonly hold: string | undefined
  readonly base: Instant
  readonly calls: HoldCall[]
}

/** The id of the hold that it got. */
async function perform(process: Process, { act, hold, base, calls }: Performed): Promise<string | undefined> {
  const invoked = (moment += 1)
  const answer = await answerOf(process, { act, hold, start: instant(base + act.slot * 5 * MINUTE) })
  calls.push({ do: act.do, slot: act.slot, hold, answer, invoked, answered: (moment += 1), now: process.seen })
  return answer.id
}

async function answerOf(
  { node: { deps } }: Process,
  { act, hold, start }: { readonly act: Act; readonly hold: string | undefined; readonly start: Instant },
): Promise<HoldCall['answer']> {
  const slug = 'anna-1'
  switch (act.do) {
    case 'hold': {
      const held = await takeHold(deps, { slug, start, zone, address: `${moment}`, hold })
      return held.status === 201 ? { status: 201, id: held.id, expiresAt: held.expiresAt } : { status: held.status }
    }
    case 'renew': {
      const held = await renewHold(deps, hold ?? '')
      return held.status === 200 ? { status: 200, id: held.id, expiresAt: held.expiresAt } : held
    }
    case 'release':
      return releaseHold(deps, hold ?? '')
    case 'book': {
      const body = { ...WISH, start: isoWithOffset(start, zone), hold }
      const asked = { slug, body, key: `${moment}`, origin: { ip: '127.0.0.1', agent: undefined } }
      return { status: (await bookSlot({ ...deps, texts }, asked)).status }
    }
  }
}
