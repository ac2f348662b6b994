import { instant, type Instant, MINUTE } from '../src/core/model/instant.ts'
import type { WallDate } from '../src/core/model/wall.ts'
import { createBusyIndex, type BusyIndex } from '../src/core/scheduling/busy-index.ts'
import { openSlots, type SlotQuery } from '../src/core/scheduling/open-slots.ts'
import { instantOfIso } from '../src/core/time/instant-of-iso.ts'
import { isoWriter } from '../src/core/time/iso-writer.ts'
import { mergeSpans } from '../src/core/time/spans.ts'
import { movedInput } from './moved-input.ts'
import { seeded } from './seeded.ts'
import { fullDays, queryOf, type SlotCase } from './slot-case.ts'

type Input = SlotCase['input']

/** One input of a workload, asked in two ways. Everything but the times (hours, zones, rules) is at hand in both. */
export type SlotWorkload = {
  /** Busy times and bookings as ISO texts, in any order; slots as ISO texts by the day of the grid's zone. */
  readonly iso: () => Map<WallDate, string[]>
  /** Busy times in an index by host, as a server or a desk keeps them; slots as epoch numbers, not grouped. */
  readonly epoch: () => Instant[]
}

/** The case itself, and others like it: moved by weeks, every busy time by up to an hour. One input again and again flatters. */
export function workloadsOf(slotCase: SlotCase, count: number): SlotWorkload[] {
  const random = seeded(1)
  return Array.from({ length: count }, (_, weeks) =>
    workloadOf({ ...slotCase, input: weeks === 0 ? slotCase.input : movedInput(slotCase.input, weeks, random) }),
  )
}

function workloadOf(slotCase: SlotCase): SlotWorkload {
  const { input } = slotCase
  const query = queryOf(slotCase)
  const texts = input.hosts.map(({ busy }) => busy.flat().map(isoText))
  const bookings = input.bookings.flat().map(isoText)
  const indexes = input.hosts.map(({ busy }) => indexOf(busy))
  return {
    iso: () => byDay(openSlots(queryOfTexts(query, input, { texts, bookings })), query),
    epoch: () => openSlots(queryOfIndexes(query, indexes)),
  }
}

// Parsed again, so that it is a plain string as one from a network is.
function isoText(at: Instant): string {
  const text: unknown = JSON.parse(JSON.stringify(new Date(at).toISOString().replace('.000Z', 'Z')))
  return String(text)
}

function indexOf(busy: Input['hosts'][number]['busy']): BusyIndex {
  return createBusyIndex(busy.map(([start, end], i) => ({ key: String(i), start, end })))
}

type Texts = { readonly texts: readonly string[][]; readonly bookings: readonly string[] }

function queryOfTexts(query: SlotQuery, input: Input, { texts, bookings }: Texts): SlotQuery {
  const [first, ...others] = query.hosts.map((host, i) => ({ ...host, busy: mergeSpans(readAll(texts[i] ?? [])) }))
  if (!first || bookings.length === 0) return { ...query, hosts: first ? [first, ...others] : [] }
  const times = readAll(bookings)
  const own = query.hosts[0]?.bookings.map(({ buffers }, i) => ({
    start: times[2 * i] ?? instant(0),
    end: times[2 * i + 1] ?? instant(0),
    buffers,
  }))
  const booked = { ...first, bookings: own ?? [], full: fullDays(input, { bookings: own ?? [], zone: first.zone }) }
  return { ...query, hosts: [booked, ...others] }
}

function readAll(texts: readonly string[]): Instant[] {
  const times: Instant[] = []
  for (const text of texts) {
    const at = instantOfIso(text)
    if (at === undefined) throw new Error(`not an instant: ${text}`)
    times.push(at)
  }
  return times
}

function byDay(starts: readonly Instant[], { gridZone }: SlotQuery): Map<WallDate, string[]> {
  const { iso, date } = isoWriter(gridZone)
  const days = new Map<WallDate, string[]>()
  let current: string[] = []
  let day: WallDate | undefined
  for (const start of starts) {
    const own = date(start)
    if (own !== day) days.set(own, (current = []))
    day = own
    current.push(iso(start))
  }
  return days
}

/** A day on either side: more than any slot with its buffers. */
const AROUND = 24 * 60 * MINUTE

function queryOfIndexes(query: SlotQuery, indexes: readonly BusyIndex[]): SlotQuery {
  const start = instant(query.range.start - AROUND)
  const end = instant(query.range.end + AROUND)
  return { ...query, hosts: query.hosts.map((host, i) => ({ ...host, busy: indexes[i]?.within(start, end) ?? [] })) }
}
