import { DAY, HOUR, instant, type Instant, MINUTE } from '../src/core/model/instant.ts'
import { ClockTime, ZoneName } from '../src/core/model/wall.ts'
import { createBusyIndex, type BusyIndex } from '../src/core/scheduling/busy-index.ts'
import { openSlots } from '../src/core/scheduling/open-slots.ts'
import { cpuMs } from './cpu-time.ts'
import { seeded } from './seeded.ts'

/** CPU ms of a request for 31 days of one host, by how many busy times that host has, nearly all of them long past. */
export type Growth = { readonly [busy: string]: number }

/** CPU microseconds: to move one busy time of a history of `busy`, and to do so and ask for 31 days after it. */
export type Incremental = { readonly busy: number; readonly updateUs: number; readonly updateAndRequestUs: number }

const SIZES = [100, 1_000, 10_000, 100_000]
const NOW = Date.UTC(2027, 0, 4)
const DAYS = 31
const IN_RANGE = 100
const PAST_PER_DAY = 10
const ONE_LONG_IN = 200

export function growthOf(ms: number): Growth {
  return Object.fromEntries(
    SIZES.map((size) => {
      const histories = Array.from({ length: 8 }, (_, seed) => historyOf(size, seeded(seed)))
      const calls = histories.map((index) => () => request(index))
      return [size, Number(cpuMs(calls, { ms: ms / 2 }).toPrecision(3))]
    }),
  )
}

export function incrementalOf(ms: number): Incremental {
  const busy = 10_000
  const random = seeded(9)
  const index = historyOf(busy, random)
  const change = (): BusyIndex => {
    const key = String(Math.floor(random() * IN_RANGE))
    index.put(key, [timeAt(NOW, random)])
    return index
  }
  const times = Array.from({ length: 200 }, () => 0)
  const update = cpuMs(
    times.map(() => change),
    { ms: ms / 2 },
  )
  const both = cpuMs(
    times.map(() => () => request(change())),
    { ms: ms / 2 },
  )
  return { busy, updateUs: microseconds(update), updateAndRequestUs: microseconds(both) }
}

function microseconds(ms: number): number {
  return Number((ms * 1_000).toPrecision(3))
}

/** The first hundred lie in the range asked for, the others before it, ten a day; one in two hundred lasts a fortnight. */
function historyOf(size: number, random: () => number): BusyIndex {
  const days = (size - IN_RANGE) / PAST_PER_DAY
  return createBusyIndex(
    Array.from({ length: size }, (_, i) => {
      const past = i < IN_RANGE ? 0 : random() * days * DAY
      const { start, end } = timeAt(NOW - (i < IN_RANGE ? 0 : DAYS * DAY) - past, random)
      const long = i > IN_RANGE && i % ONE_LONG_IN === 0
      return { key: String(i), start, end: long ? instant(start + 14 * DAY) : end }
    }),
  )
}

/** Somewhere in the 31 days from `from`. */
function timeAt(from: number, random: () => number): { start: Instant; end: Instant } {
  const start = Math.floor((from + random() * DAYS * DAY) / (15 * MINUTE)) * 15 * MINUTE
  return { start: instant(start), end: instant(start + HOUR / 4 + Math.floor(random() * 8) * 15 * MINUTE) }
}

const ZONE = ZoneName.parse('Europe/Berlin')
const RANGES = [{ start: ClockTime.parse('09:00'), end: ClockTime.parse('17:00') }]
const BUFFER = 10
const ALL = { overrides: [], rules: [], breaks: [], travel: [], absences: [], holidays: [], bookings: [], full: [] }

function request(index: BusyIndex): Instant[] {
  const range = { start: instant(NOW), end: instant(NOW + DAYS * DAY) }
  const busy = index.within(instant(range.start - BUFFER * MINUTE), instant(range.end + BUFFER * MINUTE))
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges: RANGES }))
  return openSlots({
    range,
    gridZone: ZONE,
    duration: 30,
    step: 15,
    buffers: { before: BUFFER, after: BUFFER },
    mode: 'single',
    hosts: [{ ...ALL, zone: ZONE, weekly, busy }],
  })
}
