import type { Instant } from '../../../src/core/model/instant.ts'
import { createBusyBook } from '../../../src/storage/busy-book.ts'
import { openPostgres } from '../../../src/storage/open-postgres.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { calendarStamps } from '../../../sync-server/booking/calendar-stamps.ts'
import { postgresMigrations } from '../../../sync-server/database/migrations/migrations.ts'
import { createNode, eventType, FRIDAY, link, type Node, schedule, setUp } from './booking-world.ts'

/** Taken in turn (`anna-1` and so on), so that none has so many bookings that every question about them takes long. */
export const HOSTS = 100

/** One server process, and what its clock showed when it looked last. */
export type Process = { readonly node: Node; seen: Instant }
export type GatedWorld = {
  readonly store: PostgresStore
  readonly processes: readonly Process[]
  readonly gate: Gate
}
/** What stands still until the scheduler lets it go on. */
type Gate = { pass: () => Promise<unknown> }

/** Three server processes on one database, with hosts whose every five minutes can be booked. Ends with `stack`. */
export async function gatedWorld(stack: AsyncDisposableStack, url: string): Promise<GatedWorld> {
  const gate: Gate = { pass: async () => undefined }
  const open = async () => stack.use(await openPostgres({ url, migrations: postgresMigrations, connections: 3 }))
  const store = await open()
  const processes: Process[] = []
  for (let n = 0; n < 3; n++) {
    const own = await open()
    const clock = { now: (): Instant => FRIDAY }
    const node = stack.use(await createNode(gated(own, gate), { now: () => clock.now(), busyBook: gatedBook(gate) }))
    const process: Process = { node, seen: FRIDAY }
    clock.now = () => (process.seen = node.clock.now)
    processes.push(process)
  }
  if (processes[0]) await setUp(processes[0].node, clinic())
  return { store, processes, gate }
}

function clinic() {
  const all = Array.from({ length: HOSTS }, (_, n) => n + 1)
  const weekly = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, ranges: [{ start: '00:00', end: '24:00' }] }))
  const offer = { durations: [5], step: 5, horizon: { kind: 'unlimited' } }
  return {
    members: HOSTS,
    schedules: all.map((n) => schedule(n, { weekly })),
    eventTypes: all.map((n) => eventType(n, offer)),
    links: all.map((n) => link(n)),
  }
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
