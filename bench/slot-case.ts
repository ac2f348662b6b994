import { z } from 'zod'
import type { Buffers } from '../src/core/model/event-type.ts'
import { fullPeriods, type LimitQuery } from '../src/core/scheduling/full-periods.ts'
import type { HostTime } from '../src/core/scheduling/host-time.ts'
import { openSlots, type SlotQuery } from '../src/core/scheduling/open-slots.ts'
import { spansOf, type Spans } from '../src/core/time/spans.ts'
import { instant, Instant, MINUTE } from '../src/core/model/instant.ts'
import { ClockTime, WallDate, ZoneName } from '../src/core/model/wall.ts'

const Hours = { start: ClockTime, end: ClockTime }
const Times = z.array(z.tuple([Instant, Instant]))

/** A case as files hold it: an input and every start that must be offered, nothing more and nothing less. */
export const SlotCase = z.object({
  input: z.object({
    id: z.string(),
    mode: z.enum(['single', 'collective', 'roundrobin']),
    rangeStart: Instant,
    rangeEnd: Instant,
    gridZone: ZoneName,
    duration: z.int().min(1),
    step: z.int().min(1),
    bufferBefore: z.int().min(0),
    bufferAfter: z.int().min(0),
    now: Instant.optional(),
    notice: z.int().min(0).optional(),
    hosts: z.array(
      z.object({
        zone: ZoneName,
        weekly: z.array(z.object({ days: z.array(z.int().min(0).max(6)), ...Hours })),
        overrides: z.array(z.object({ date: WallDate, ...Hours })),
        holidays: z.array(WallDate),
        busy: Times,
      }),
    ),
    /** Of the first host. */
    bookings: Times,
    /** 0 = no limit. */
    maxPerDay: z.int().min(0),
  }),
  expected: z.array(z.string()),
})
export type SlotCase = z.infer<typeof SlotCase>

/** One case or a list of them. Throws ZodError for anything else. */
export function readSlotCases(json: unknown): SlotCase[] {
  return z.union([z.array(SlotCase), SlotCase.transform((one) => [one])]).parse(json)
}

/** The starts that we offer for a case, written as in `expected`. */
export function slotsOf(slotCase: SlotCase, engine: (query: SlotQuery) => Instant[] = openSlots): string[] {
  return engine(queryOf(slotCase)).map((start) => new Date(start).toISOString().replace('.000Z', 'Z'))
}

/** The ids of the cases with any difference at all. */
export function failedCases(cases: readonly SlotCase[], engine?: (query: SlotQuery) => Instant[]): string[] {
  return cases
    .filter((one) => JSON.stringify(slotsOf(one, engine)) !== JSON.stringify(one.expected))
    .map((one) => one.input.id)
}

/** The case in the terms of the engine. */
export function queryOf({ input }: SlotCase): SlotQuery {
  return {
    range: { start: input.rangeStart, end: input.rangeEnd },
    gridZone: input.gridZone,
    duration: input.duration,
    step: input.step,
    buffers: buffersOf(input),
    ...(input.now !== undefined && { earliest: instant(input.now + (input.notice ?? 0) * MINUTE) }),
    mode: input.mode === 'roundrobin' ? 'round-robin' : input.mode,
    hosts: input.hosts.map((host, i) => hostTime(input, host, i === 0)),
  }
}

type Input = SlotCase['input']

function hostTime(input: Input, host: Input['hosts'][number], first: boolean): HostTime {
  const buffers = buffersOf(input)
  const bookings = first ? input.bookings.map(([start, end]) => ({ start, end, buffers })) : []
  return {
    zone: host.zone,
    weekly: host.weekly.flatMap(({ days, start, end }) => days.map((day) => ({ day, ranges: [{ start, end }] }))),
    overrides: host.overrides.map(({ date, start, end }) => ({ date, ranges: [{ start, end }] })),
    rules: [],
    breaks: [],
    travel: [],
    absences: [],
    holidays: host.holidays.map((date) => ({ date, name: '', source: 'country' })),
    busy: spansOf(host.busy.map(([start, end]) => ({ start, end }))),
    bookings,
    full: fullDays(input, { bookings, zone: host.zone }),
  }
}

function buffersOf({ bufferBefore, bufferAfter }: Input): Buffers {
  return { before: bufferBefore, after: bufferAfter }
}

/** S9 */
export function fullDays(input: Input, { bookings, zone }: Pick<LimitQuery, 'bookings' | 'zone'>): Spans {
  const { maxPerDay, duration, rangeStart: start, rangeEnd: end } = input
  if (maxPerDay === 0 || bookings.length === 0) return []
  const limit = { of: 'host', measure: 'count', per: 'day', most: maxPerDay } as const
  const full = fullPeriods([limit], { bookings, zone, duration, weekStart: 1, within: { start, end } })
  return spansOf(full.map(({ period }) => period))
}
