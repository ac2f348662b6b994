import type { QueryClient } from '@tanstack/react-query'
import type { Changed } from '../core/contract/desk.ts'
import { desk, type Engine } from './engine.ts'
import type { Reachability } from './engine-link/reachability.ts'

const PAUSE_AFTER_A_BREAK = 300

/** Keeps the answers in `queries` true: what the engine says has changed is asked anew, the sync state is put in as it comes. */
export function followEngine(engine: Engine, reach: Reachability, queries: QueryClient): AsyncDisposable {
  const stop = new AbortController()
  const refresh = createRefresher(queries)
  let wasLost = false
  const unsubscribe = reach.subscribe(() => {
    const lost = reach.get().state === 'lost'
    // Whatever was said meanwhile was not heard.
    if (wasLost && !lost) void queries.invalidateQueries()
    wasLost = lost
  })
  const ended = Promise.all([
    follow((signal) => engine.changes.watch(undefined, { signal }), refresh, stop.signal),
    follow(
      (signal) => engine.sync.watch(undefined, { signal }),
      (state) => queries.setQueryData(desk.sync.state.queryKey(), state),
      stop.signal,
    ),
  ])
  return {
    async [Symbol.asyncDispose]() {
      unsubscribe()
      stop.abort()
      await ended
    },
  }
}

/** Hands on what a stream of the engine says, and opens it anew where it breaks, until `signal`. */
export async function follow<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  each: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await readAll(open, each, signal).catch(ignoreBreak)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_AFTER_A_BREAK))
  }
}

async function readAll<T>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
  each: (value: T) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const value of await open(signal)) each(value)
}

/** The connection broke: the banner says so, and the next round opens the stream anew. */
function ignoreBreak(): undefined {
  return undefined
}

// One round at a time: under a flood of changes (an import) a refetch that is cancelled by the next would never end.
function createRefresher(queries: QueryClient): (changed: Changed) => void {
  const waiting = new Set<Changed[number]>()
  let working = false
  async function work(): Promise<void> {
    working = true
    while (waiting.size > 0) {
      const keys = [...waiting].flatMap(keysOf)
      waiting.clear()
      await Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
    }
    working = false
  }
  return (changed) => {
    for (const collection of changed) waiting.add(collection)
    if (!working) void work()
  }
}

function keysOf(collection: Changed[number]): (readonly unknown[])[] {
  const { absences, appointments, bookings, calendars, members, schedules, eventTypes } = desk
  switch (collection) {
    case 'appointments':
      return [appointments.key(), bookings.key(), ...offerKeys()]
    case 'calendars':
      return [calendars.key(), appointments.key(), ...offerKeys()]
    case 'members':
      return [members.key(), calendars.key()]
    case 'schedules':
      return [schedules.key(), ...offerKeys()]
    case 'absences':
      return [absences.key(), ...offerKeys()]
    case 'eventTypes':
      return [eventTypes.key()]
    case 'session':
      return [[]]
    case 'refused':
      return [desk.sync.refused.key()]
  }
}

/** What is worked out of appointments, hours and absences. */
function offerKeys(): (readonly unknown[])[] {
  const { eventTypes, freeBusy, schedules } = desk
  const { slots, whyNot, whyNotDay } = eventTypes
  return [slots.key(), whyNot.key(), whyNotDay.key(), freeBusy.key(), schedules.hours.key(), schedules.impact.key()]
}
