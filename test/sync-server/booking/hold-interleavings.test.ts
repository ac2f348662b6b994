import { sql } from 'drizzle-orm'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instant, type Instant, MINUTE } from '../../../src/core/model/instant.ts'
import { isoWithOffset } from '../../../src/core/time/wall-clock.ts'
import { bookSlot } from '../../../sync-server/booking/book-slot.ts'
import { releaseHold } from '../../../sync-server/booking/release-hold.ts'
import { renewHold } from '../../../sync-server/booking/renew-hold.ts'
import { takeHold } from '../../../sync-server/booking/take-hold.ts'
import { createTexts } from '../../../sync-server/booking/texts.ts'
import { claim, hold as holds } from '../../../sync-server/database/schema.ts'
import { keepFigures } from '../../core/scheduling/oracle/law-runs.ts'
import { postgresBinaries, startPostgres } from '../../support/postgres-server.ts'
import { FRIDAY, MONDAY, WISH, zone } from './booking-world.ts'
import { type HoldCall, holdStep, NOTHING_TAKEN } from './hold-model.ts'
import { gatedWorld, type GatedWorld, HOSTS, type Process } from './gated-world.ts'
import { isLinearizable } from './linearizable.ts'
import { withoutLocks } from './without-locks.ts'

/** DAYLOOM_LONG=1: so many as are promised. DAYLOOM_SEED: those of an earlier run. */
const LONG = process.env['DAYLOOM_LONG'] === '1'
const SEED = process.env['DAYLOOM_SEED']
const RUNS = LONG ? 10_000 : 40
/** At once, each in a database of its own: one waits for PostgreSQL most of its time. */
const WORLDS = LONG ? 5 : 1
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
    const postgres = stack.use(await startPostgres())
    const seed = SEED === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(SEED)
    const answers = new Set<string>()
    const worlds: GatedWorld[] = []
    while (worlds.length < WORLDS) worlds.push(await gatedWorld(stack, await postgres.freshDatabase()))
    const found = worlds.map((world, n) => firstOdd(world, { numRuns: RUNS / WORLDS, seed: seed + n, answers }))
    expect(await Promise.all(found)).toEqual(worlds.map(() => ''))
    // Not by having nothing to say.
    expect([...answers]).toEqual(expect.arrayContaining(EVERY_KIND))
  })

  test(
    'C3 two who hold or book one time are seen where neither lock nor constraint is there (mutant)',
    TIME,
    async () => {
      await using stack = new AsyncDisposableStack()
      const url = await stack.use(await startPostgres()).freshDatabase()
      await withoutLocks(url)
      const world = await gatedWorld(stack, url)
      await world.store.tx((tx) => tx.execute(sql`alter table claim drop constraint claim_exclusive`))
      expect(await firstOdd(world, { numRuns: 400 })).toContain('Property failed')
    },
  )
})

const EVERY_KIND = ['hold 201', 'hold 409', 'renew 200', 'renew 404', 'book 201', 'book 409']

type Runs = {
  readonly numRuns: number
  readonly seed?: number
  /** Gathers what was answered. */
  readonly answers?: Set<string>
}

/** The first interleaving that no order of the calls explains, in words; empty: there is none. */
async function firstOdd(world: GatedWorld, { numRuns, seed, answers }: Runs): Promise<string> {
  let run = 0
  const property = fc.asyncProperty(
    fc.scheduler(),
    programs,
    fc.integer({ min: 0, max: 3 }),
    async (scheduler, own, ticks) => {
      run += 1
      const place = { slug: `anna-${1 + (run % HOSTS)}`, base: instant(MONDAY + Math.floor(run / HOSTS) * 10 * MINUTE) }
      const calls = await interleaved(world, { scheduler, programs: own, ticks, place })
      for (const { do: verb, answer } of calls) answers?.add(`${verb} ${answer.status}`)
      return isLinearizable(calls, NOTHING_TAKEN, holdStep) || said(calls)
    },
  )
  // The slots of a run are gone after it, and the database takes its own time: a case that is run again is another one.
  const details = await fc.check(property, { numRuns, endOnFailure: true, ...(seed !== undefined && { seed }) })
  keepFigures({ cases: details.numRuns, failed: details.failed ? 1 : 0, seed: details.seed })
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
  readonly place: Place
}
/** Two slots that nobody had before: of this host, from this time on. */
type Place = { readonly slug: string; readonly base: Instant }

async function interleaved(world: GatedWorld, { scheduler, programs: own, ticks, place }: Case): Promise<HoldCall[]> {
  const { store, processes, gate } = world
  await store.tx(async (tx) => {
    await tx.delete(claim).where(sql`${claim.hold} is not null`)
    await tx.delete(holds)
  })
  for (const { node } of processes) node.clock.now = FRIDAY
  const calls: HoldCall[] = []
  const [first] = processes
  if (!first) return calls
  const known = await perform(first, { act: { do: 'hold', slot: 0, whose: 'none' }, hold: undefined, place, calls })
  gate.pass = () => scheduler.schedule(Promise.resolve())
  const acting = own.map(async (acts, n) => {
    const process = processes[n]
    let mine: string | undefined
    for (const act of process ? acts : []) {
      const hold =
        { none: undefined, own: mine, first: known }[act.whose] ?? (act.whose === 'own' ? UNKNOWN : undefined)
      await gate.pass()
      if (process) mine = (await perform(process, { act, hold, place, calls })) ?? mine
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
  readonly place: Place
  readonly calls: HoldCall[]
}

/** The id of the hold that it got. */
async function perform(process: Process, { act, hold, place, calls }: Performed): Promise<string | undefined> {
  const invoked = (moment += 1)
  const answer = await answerOf(process, { act, hold, place })
  calls.push({ do: act.do, slot: act.slot, hold, answer, invoked, answered: (moment += 1), now: process.seen })
  return answer.id
}

async function answerOf(
  { node: { deps } }: Process,
  { act, hold, place: { slug, base } }: Omit<Performed, 'calls'>,
): Promise<HoldCall['answer']> {
  const start = instant(base + act.slot * 5 * MINUTE)
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
