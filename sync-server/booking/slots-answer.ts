import { z } from 'zod'
import type { BookingErrorCode, SlotsAnswer } from '../../src/core/contract/booking.ts'
import { HoldId } from '../../src/core/model/ids.ts'
import { DAY, type Instant, instant, MINUTE } from '../../src/core/model/instant.ts'
import { refuse, type Result, ok } from '../../src/core/model/result.ts'
import { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { addDays, startOfDay } from '../../src/core/time/wall-clock.ts'
import { isoWriter } from '../../src/core/time/iso-writer.ts'
import type { Asking } from './asking.ts'
import { type Bookable, ofDuration } from './bookable.ts'
import type { FieldProblems } from './booking-request.ts'
import { openStarts } from './offer-of.ts'

const MOST_DAYS = 92
const MOST_SLOTS = 5_000

// At the ends of the calendar there is no day before or after.
const Day = WallDate.refine((date) => date >= '1900' && date < '3000')
const Query = z.object({
  start: Day,
  end: Day,
  timezone: ZoneName,
  duration: z.coerce.number().int().optional(),
  // Whatever is no hold of theirs hides nothing from them and shows them nothing.
  hold: HoldId.optional().catch(undefined),
})

type SlotsRefusal = Extract<BookingErrorCode, 'invalid-request' | 'unknown-timezone' | 'range-too-long'>

/**
 * The free slots of the days asked for, both included, by the day on which they start in the zone asked for; days without
 * any are left out; of the duration asked for, else the first. At most 92 days and 5,000 slots (S15). A refusal's `details` hold `fields`.
 */
export async function slotsAnswer(
  asking: Asking,
  offered: Bookable,
  { query, now }: { query: unknown; now: Instant },
): Promise<Result<SlotsAnswer, SlotsRefusal>> {
  const asked = Query.safeParse(query)
  if (!asked.success) return refuseQuery(asked.error, query)
  const { start, end, timezone: zone, hold } = asked.data
  if (end < start) return refuse('invalid-request', { fields: { end: 'invalid' } })
  if (Date.parse(end) - Date.parse(start) >= MOST_DAYS * DAY) return refuse('range-too-long')
  const bookable = ofDuration(offered, asked.data.duration)
  if (!bookable) return refuse('invalid-request', { fields: { duration: 'unknown' } })
  const range = { start: startOfDay(start, zone), end: startOfDay(addDays(end, 1), zone) }
  const starts = await openStarts(asking, bookable, { range, now, hold })
  if (starts.length > MOST_SLOTS) return refuse('range-too-long')
  return ok({ timezone: zone, days: slotsByDay(starts, { duration: bookable.duration * MINUTE, zone }) })
}

function slotsByDay(
  starts: readonly Instant[],
  { duration, zone }: { duration: number; zone: ZoneName },
): SlotsAnswer['days'] {
  // Two writers: ends lie in another day's part now and then, and each writer keeps the last part alone.
  const [starting, ending] = [isoWriter(zone), isoWriter(zone)]
  const days: SlotsAnswer['days'] = {}
  for (const at of starts) {
    const slot = { start: starting.iso(at), end: ending.iso(instant(at + duration)) }
    const day = (days[starting.date(at)] ??= [])
    day.push(slot)
  }
  return days
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
