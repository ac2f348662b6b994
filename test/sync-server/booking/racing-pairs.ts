import * as ids from '../../../src/core/model/ids.ts'
import { DAY, type Instant, instant, MINUTE } from '../../../src/core/model/instant.ts'
import { slug } from '../../support/rows.ts'
import { eventType, id, link, MONDAY, type Node, schedule, setUp } from './booking-world.ts'
import { type Answered, type Booked, bookedBy, cancel, move, propose, reassign, request } from './race-requests.ts'

// Pairs of requests about the same time, sent at once to two processes on one database.

const anna = id(ids.MemberId, 1)
const bert = id(ids.MemberId, 2)

/** Every pair has a day of its own, so that each tells its own story. */
const STRETCH = DAY

export async function setUpRace(node: Node): Promise<void> {
  const always = Array.from({ length: 7 }, (_, day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const of = (n: number, ...members: ids.MemberId[]) => ({
    owner: anna,
    schedule: id(ids.ScheduleId, 1),
    category: members.length > 1 ? 'collective' : 'one-on-one',
    hosts: members.map((member) => ({ member, required: true })),
    horizon: { kind: 'unlimited' },
    ...(n === 4 && { buffers: { before: 0, after: 30 } }),
  })
  await setUp(node, {
    members: 2,
    schedules: [1, 2].map((n) => schedule(n, { weekly: always })),
    eventTypes: [],
    teamTypes: [
      eventType(1, of(1, anna)),
      eventType(2, of(2, bert)),
      eventType(3, of(3, anna, bert)),
      eventType(4, of(4, anna)),
    ],
    links: [
      link(1, { slug: slug('anna') }),
      link(2, { slug: slug('bert') }),
      link(3, { slug: slug('both') }),
      link(4, { slug: slug('buffered') }),
    ],
  })
}

type Race = {
  readonly slug: string
  /** Two requests; `x` was booked at the start of the stretch. */
  readonly run: (world: Pair, x: Booked) => Promise<readonly [Answered, Answered]>
  /** The statuses with which the two may have been answered. */
  readonly ends: readonly (readonly [number, number])[]
}
type Pair = { readonly one: Node; readonly two: Node; readonly at: (minutes: number) => Instant; readonly name: string }

const ONE_WINS = [
  [200, 409],
  [409, 200],
] as const
const EITHER = [
  [200, 409],
  [409, 201],
] as const

export const RACES: Readonly<Record<string, Race>> = {
  'reschedule and reschedule': {
    slug: 'anna',
    ends: ONE_WINS,
    run: async ({ one, two, at, name }, x) => {
      const y = await bookedBy(one, { slug: 'anna', start: at(30), name: `${name} y` })
      return Promise.all([move(one, x, at(60)), move(two, y, at(60))])
    },
  },
  'reschedule and book': {
    slug: 'anna',
    ends: EITHER,
    run: async ({ one, two, at, name }, x) =>
      Promise.all([move(one, x, at(60)), request(two, { slug: 'anna', start: at(60), name })]),
  },
  'reassign and book': {
    slug: 'anna',
    ends: EITHER,
    run: async ({ one, two, at, name }, x) =>
      Promise.all([reassign(one, x, at(0)), request(two, { slug: 'bert', start: at(0), name })]),
  },
  'cancel and rebook': {
    slug: 'anna',
    ends: [
      [200, 201],
      [200, 409],
    ],
    run: async ({ one, two, at, name }, x) =>
      Promise.all([cancel(one, x), request(two, { slug: 'anna', start: at(0), name })]),
  },
  // Half an hour has to lie between the two, which never touch each other themselves.
  'reschedule and book with buffers': {
    slug: 'buffered',
    ends: EITHER,
    run: async ({ one, two, at, name }, x) =>
      Promise.all([move(one, x, at(90)), request(two, { slug: 'buffered', start: at(120), name })]),
  },
  'reschedule a collective and book one of its hosts': {
    slug: 'both',
    ends: EITHER,
    run: async ({ one, two, at, name }, x) =>
      Promise.all([move(one, x, at(60)), request(two, { slug: 'bert', start: at(60), name })]),
  },
  // What is proposed is held beside the booking, which stays where it is.
  'propose and book': {
    slug: 'anna',
    ends: EITHER,
    run: async ({ one, two, at, name }, x) =>
      Promise.all([propose(one, x, [at(0), at(60)]), request(two, { slug: 'anna', start: at(60), name })]),
  },
}

const AT_ONCE = 4

/** Runs `pairs` of one race, a few at a time, each from two processes, and answers what they were told. */
export async function runRace(
  nodes: readonly [Node, Node],
  race: Race,
  { pairs, from }: { readonly pairs: number; readonly from: number },
): Promise<(readonly [Answered, Answered])[]> {
  const told: (readonly [Answered, Answered])[] = []
  for (let first = 0; first < pairs; first += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, pairs - first) }, (_, n) => from + first + n)
    told.push(...(await Promise.all(some.map((n) => runPair(nodes, race, n)))))
  }
  return told
}

async function runPair(nodes: readonly [Node, Node], race: Race, n: number) {
  const [one, two] = n % 2 === 0 ? nodes : [nodes[1], nodes[0]]
  const at = (minutes: number) => instant(MONDAY + n * STRETCH + minutes * MINUTE)
  const name = `pair ${n}`
  const x = await bookedBy(one, { slug: race.slug, start: at(0), name: `${name} x` })
  return race.run({ one, two, at, name }, x)
}
