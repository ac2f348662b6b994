import { z } from 'zod'
import type { BookingErrorCode, SlotsAnswer } from '../../src/core/contract/booking.ts'
import { DAY, type Instant, MINUTE } from '../../src/core/model/instant.ts'
import { refuse, type Result, ok } from '../../src/core/model/result.ts'
import { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { addDays, startOfDay, wallDateOf } from '../../src/core/time/wall-clock.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { Bookable } from './bookable.ts'
import type { FieldProblems } from './booking-request.ts'
import { openStarts } from './offer-of.ts'
import { publicSlot } from './public-answer.ts'

const MOST_DAYS = 92
const MOST_SLOTS = 5_000

// At the ends of the calendar there is no day before or after.
const Day = WallDate.refine((date) => date >= '1900' && date < '3000')
const Query = z.object({ start: Day, end: Day, timezone: ZoneName })

type SlotsRefusal = Extract<BookingErrorCode, 'invalid-request' | 'unknown-timezone' | 'range-too-long'>

/**
 * The free slots of the days asked for, both included, by the day on which they start in the zone asked for; days without
 * any are left out. At most 92 days and 5,000 slots (S15). A refusal's `details` hold `fields`.
 */
export async function slotsAnswer(
  db: PostgresReadHandle,
  bookable: Bookable,
  { query, now }: { query: unknown; now: Instant },
): Promise<Result<SlotsAnswer, SlotsRefusal>> {
  const asked = Query.safeParse(query)
  if (!asked.success) return refuseQuery(asked.error, query)
  const { start, end, timezone: zone } = asked.data
  if (end < start) return refuse('invalid-request', { fields: { end: 'invalid' } })
  if (Date.parse(end) - Date.parse(start) >= MOST_DAYS * DAY) return refuse('range-too-long')
  const range = { start: startOfDay(start, zone), end: startOfDay(addDays(end, 1), zone) }
  const starts = await openStarts(db, bookable, { range, now })
  if (starts.length > MOST_SLOTS) return refuse('range-too-long')
  const duration = bookable.duration * MINUTE
  const byDay = Map.groupBy(starts, (at) => wallDateOf(at, zone))
  const days = [...byDay].map(([day, own]) => [day, own.map((at) => publicSlot(at, { duration, zone }))])
  return ok({ timezone: zone, days: Object.fromEntries(days) })
}

function refuseQuery(error: z.ZodError, query: unknown): Result<never, SlotsRefusal> {
  const given = z.record(z.string(), z.unknown()).safeParse(query).data ?? {}
  const fields: FieldProblems = {}
  for (const { path } of error.issues) {
    const name = String(path[0])
    const wrong = name === 'timezone' ? 'unknown' : 'invalid'
    fields[name] = given[name] === undefined || given[name] === '' ? 'missing' : wrong
  }
  const onlyZone = Object.keys(fields).length === 1 && fields['timezone'] === 'unknown'
  return refuse(onlyZone ? 'unknown-timezone' : 'invalid-request', { fields })
}
