import type { EventTypeId, MemberId } from '../../core/model/ids.ts'
import { DAY, instant, MINUTE, type Interval } from '../../core/model/instant.ts'
import { ok, refuse, type Result } from '../../core/model/result.ts'
import type { Schedule } from '../../core/model/schedule.ts'
import { busySpan } from '../../core/scheduling/busy-span.ts'
import { offeredSlots, type OfferHost } from '../../core/scheduling/offered-slots.ts'
import { instantOfReading } from '../../core/time/wall-clock.ts'
import type { EventTypeRow } from '../../core/projections/rows.ts'
import { eventTypeById } from '../../storage/queries/event-type-by-id.ts'
import { schedulesOf } from '../../storage/queries/schedules-of.ts'
import type { Desk } from './desk.ts'
import { knownCalendars } from './known-calendars.ts'
import { occurrencesIn } from './occurrences-in.ts'

/** The slots of an event type's first duration within the span: the public page's function, on what this device knows. */
export async function slotsOf(
  desk: Desk,
  { eventType: id, span }: { eventType: EventTypeId; span: Interval },
): Promise<Result<Interval[], 'not-found'>> {
  const row = await eventTypeById(desk.store.read, { workspace: desk.identity().workspace, id })
  const duration = row?.data.durations[0]
  if (row === undefined || duration === undefined) return refuse('not-found', { id })
  // A booking's own buffers may reach in from outside, by up to a day as things are.
  const needed = busySpan(row.data, duration, span)
  const around = { start: instant(needed.start - DAY), end: instant(needed.end + DAY) }
  const hosts = await hostsOf(desk, row, around)
  const starts = offeredSlots({ eventType: row.data, duration, hosts }, span, desk.now())
  return ok(starts.map((start) => ({ start, end: instant(start + duration * MINUTE) })))
}

async function hostsOf(desk: Desk, { data: eventType }: EventTypeRow, around: Interval): Promise<OfferHost[]> {
  const hosts: OfferHost[] = []
  for (const { member } of eventType.hosts) {
    const schedules = await schedulesOf(desk.store.read, { workspace: desk.identity().workspace, member })
    const schedule = schedules.find(({ id }) => id === eventType.schedule) ?? schedules[0]
    if (schedule !== undefined) hosts.push(await hostOf(desk, member, schedule.data, around))
  }
  return hosts
}

async function hostOf(desk: Desk, member: MemberId, schedule: Schedule, around: Interval): Promise<OfferHost> {
  const all = await knownCalendars(desk)
  const calendars = all.filter(({ owner, countsAsBusy }) => owner === member && countsAsBusy).map(({ id }) => id)
  const { zone } = schedule
  const found = await occurrencesIn(desk, { span: around, zone, calendars })
  const taken = found
    .filter(({ row }) => row.blocks)
    .map(({ row, appointment }) => {
      const at = (reading: number) => (row.basis === 'wall' ? instantOfReading(reading, zone) : instant(reading))
      return { start: at(row.starts), end: at(row.ends), appointment }
    })
  const isBooking = ({ appointment }: (typeof taken)[number]) => appointment?.bookingId !== undefined
  const busy = taken.filter((time) => !isBooking(time)).map(({ start, end }) => ({ start, end }))
  const bookings = taken.filter(isBooking).map(({ start, end, appointment }) => {
    const { before, after } = appointment?.buffers ?? { before: 0, after: 0 }
    return { start, end, before, after }
  })
  return { member, schedule, busy, bookings }
}
