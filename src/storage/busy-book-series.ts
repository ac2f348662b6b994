import { instant, type Interval } from '../core/model/instant.ts'
import type { AppointmentId } from '../core/model/ids.ts'
import type { AppointmentRow } from '../core/projections/rows.ts'
import { type Spans, spansWithin } from '../core/time/spans.ts'
import { wallInterval } from './busy-book-clock.ts'
import { type BusyPart, readingsOf } from './busy-book-part.ts'
import { expandStretch, type Stretch, stretchesOf } from './busy-book-stretch.ts'
import { gather, type Gathered, type TakenQuery, type Taker, takerOf, takesTime } from './busy-book-taken.ts'

/** Years of slots need a handful; whoever asks for all of time does not fill the memory. */
const MOST_STRETCHES = 40

type KnownSeries = {
  readonly row: AppointmentRow
  /** Tells whether the series is still the same. */
  readonly text: string
  readonly taker: Taker
  readonly stretches: Map<number, Stretch>
  /** How much it keeps, in entries. */
  size: number
}

export type SeriesPart = BusyPart & { readonly known: ReadonlyMap<AppointmentId, KnownSeries> }

/** The series of a calendar: definitions, expanded when asked and kept until they change. `before`: what was known of them. */
export function createSeriesPart(rows: readonly AppointmentRow[], before?: SeriesPart): SeriesPart {
  const known = new Map(rows.filter(isBlocking).map((row) => [row.id, knownOf(row, before?.known.get(row.id))]))
  return {
    known,
    size: () => [...known.values()].reduce((sum, one) => sum + one.size, 0),
    gather(query, into) {
      for (const one of known.values()) {
        // Limits ask for a year of bookings, and series are seldom such.
        const within = one.taker.booking ? readingsOf(query) : readingsOf({ busy: query.busy, booked: query.busy })
        const numbers = stretchesOf({ from: within.start, until: within.end })
        if (takesTime(one.taker, query)) for (const n of numbers) gatherStretch(one, n, { query, within, into })
      }
    },
  }
}

function isBlocking({ deleted, data }: AppointmentRow): boolean {
  return !deleted && data.series !== undefined && data.availability !== 'free'
}

function knownOf(row: AppointmentRow, before: KnownSeries | undefined): KnownSeries {
  const text = JSON.stringify(row.data)
  return before?.text === text ? before : { row, text, taker: takerOf(row.data), stretches: new Map(), size: 1 }
}

function stretchOf(known: KnownSeries, n: number): Stretch {
  const { row, stretches } = known
  const kept = stretches.get(n)
  if (kept) return kept
  const made = expandStretch(row, n)
  if (stretches.size >= MOST_STRETCHES) {
    stretches.clear()
    known.size = 1
  }
  stretches.set(n, made)
  known.size += 1 + (made.instants.length + made.days.length + made.readings.length) / 2
  return made
}

type Gathering = { readonly query: TakenQuery; readonly within: Interval; readonly into: Gathered }

function gatherStretch(known: KnownSeries, n: number, { query, within, into }: Gathering): void {
  const { instants, days, readings } = stretchOf(known, n)
  eachWithin(instants, within, (time) => gather(into, known.taker, time, query))
  eachWithin(days, within, ({ start, end }) => {
    const time = wallInterval({ starts: start, ends: end, allDay: true }, query.clock)
    gather(into, known.taker, time, query)
  })
  eachWithin(readings, within, ({ start, end }) => {
    const time = wallInterval({ starts: start, ends: end, allDay: false }, query.clock)
    gather(into, known.taker, time, query)
  })
}

function eachWithin(spans: Spans, { start, end }: Interval, take: (time: Interval) => void): void {
  const found = spansWithin(spans, start, end)
  for (let i = 0; i < found.length; i += 2) {
    take({ start: instant(found[i] ?? 0), end: instant(found[i + 1] ?? 0) })
  }
}
