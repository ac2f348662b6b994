import type { HostBooking, HostTime, SlotQuery } from '../../../src/core/scheduling/open-slots.ts'

// Rules S2 to S10 read literally, one minute at a time. Slow and simple on purpose: Intl is the only calendar, nothing of
// core/time or of the engine is used (types aside).

const MINUTE = 60_000
const DAY_MINUTES = 1_440

/** What a wall shows in one minute: its date and the minutes since midnight. */
type Reading = { date: string; minute: number }

/** Every start that must be offered, ascending (epoch ms). The range starts on a whole minute. */
export function minuteOracle(query: SlotQuery): number[] {
  const { range, duration, step, offset = 0, earliest = -Infinity, latestStart = Infinity } = query
  const free = query.hosts.map((host) => hostCheck(query, host))
  const grid = readings(query.gridZone, range.start, range.end)
  const starts: number[] = []
  for (let at: number = range.start; at + duration * MINUTE <= range.end; at += MINUTE) {
    const shown = grid.get(at)
    if (!shown || (shown.minute - offset) % step !== 0) continue
    if (at < earliest || at > latestStart) continue
    if (everybodyNeeded(query, (i) => free[i]?.(at) ?? false)) starts.push(at)
  }
  return starts
}

function everybodyNeeded({ mode, hosts }: SlotQuery, isFree: (host: number) => boolean): boolean {
  const all = hosts.map((host, i) => ({ required: host.required, free: isFree(i) }))
  if (mode === 'single') return all[0]?.free ?? false
  if (mode === 'collective') {
    const needed = all.filter((host) => host.required !== false)
    return needed.length > 0 && needed.every((host) => host.free)
  }
  const fixed = all.filter((host) => host.required)
  const others = all.filter((host) => !host.required)
  return all.length > 0 && fixed.every((host) => host.free) && (others.length === 0 || others.some((host) => host.free))
}

function hostCheck(query: SlotQuery, host: HostTime): (at: number) => boolean {
  const open = openMinutes(query, host)
  const { before, after } = query.buffers
  return (at) => {
    const end = at + query.duration * MINUTE
    for (let minute = at; minute < end; minute += MINUTE) if (!open.has(minute)) return false
    const reach = { start: at - before * MINUTE, end: end + after * MINUTE }
    if (host.busy.some((busy) => busy.start < reach.end && busy.end > reach.start)) return false
    return host.bookings.every((booking) => farEnough(booking, { start: at, end }, { before, after }))
  }
}

/** S7: the earlier one's `after` and the later one's `before` lie between the two. */
function farEnough(
  booking: HostBooking,
  slot: { start: number; end: number },
  own: { before: number; after: number },
): boolean {
  const slotFirst = booking.start - slot.end >= (own.after + booking.before) * MINUTE
  const bookingFirst = slot.start - booking.end >= (booking.after + own.before) * MINUTE
  return slotFirst || bookingFirst
}

/** S3: every range of a date, from its first minute at or after the start to its last minute before the end. */
function openMinutes(query: SlotQuery, host: HostTime): Set<number> {
  const margin = 2 * DAY_MINUTES * MINUTE
  const shown = [...readings(host.zone, query.range.start - margin, query.range.end + margin)]
  const open = new Set<number>()
  for (const date of new Set(shown.map(([, reading]) => reading.date))) {
    const minutes = shown.filter(([, reading]) => reading.date === date)
    for (const { start, end } of rangesOf(host, date)) {
      const first = minutes.find(([, reading]) => reading.minute >= start)?.[0]
      const last = minutes.findLast(([, reading]) => reading.minute < end)?.[0]
      if (first === undefined || last === undefined || start >= end) continue
      for (let at = first; at <= last; at += MINUTE) open.add(at)
    }
  }
  return open
}

/** S5 and S9: closed dates, then full ones, then overrides, then the weekly hours. */
function rangesOf(host: HostTime, date: string): { start: number; end: number }[] {
  const closed: readonly string[] = host.closedDates
  if (closed.includes(date)) return []
  const onDate = host.bookings.filter((booking) => readingAt(host.zone, booking.start).date === date)
  if (host.maxPerDay !== undefined && onDate.length >= host.maxPerDay) return []
  const overrides = host.overrides.filter((override) => override.date === date)
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  const days = overrides.length > 0 ? overrides : host.weekly.filter((hours) => hours.day === weekday)
  return days
    .flatMap(({ ranges }) => ranges)
    .map(({ start, end }) => ({ start: minutesOf(start), end: minutesOf(end) }))
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return hours * 60 + minutes
}

/** What the zone's clocks show in every minute. They change only on quarters of an hour, so Intl is asked once a quarter. */
function readings(zone: string, from: number, until: number): Map<number, Reading> {
  const all = new Map<number, Reading>()
  let quarter: Reading | undefined
  for (let at = from; at < until; at += MINUTE) {
    const inQuarter = (at / MINUTE) % 15
    if (inQuarter === 0 || !quarter) quarter = readingAt(zone, at - inQuarter * MINUTE)
    all.set(at, { date: quarter.date, minute: quarter.minute + inQuarter })
  }
  return all
}

const formats = new Map<string, Intl.DateTimeFormat>()

function readingAt(zone: string, at: number): Reading {
  const format = formats.get(zone) ?? formatOf(zone)
  formats.set(zone, format)
  const [date = '', time = ''] = format.format(at).split(', ')
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return { date, minute: hours * 60 + minutes }
}

/** `2026-11-20, 09:30` */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...digits })
}
