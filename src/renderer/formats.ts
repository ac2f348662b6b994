import type { AppointmentTime } from '../core/model/appointment.ts'
import { DAY, HOUR, type Instant, MINUTE } from '../core/model/instant.ts'
import type { WallDate, WallTime, ZoneName } from '../core/model/wall.ts'
import { dateAsUtc, wallAsUtc, wallDateOf } from '../core/time/wall-clock.ts'
import { offsetAt, offsetSpans } from '../core/time/zone-offset.ts'
import { remembered } from './remembered.ts'

/** Dates and times in the words of one locale. Nothing here computes: it only shows. */
export type Formats = ReturnType<typeof createFormats>

type Style = Intl.DateTimeFormatOptions
const DAY_STYLE: Style = { weekday: 'short', day: 'numeric', month: 'short' }

export function createFormats(locale: string) {
  const { format, clock, halves } = formatters(locale)
  const date = (style: Style) => remembered((at: WallDate) => format(style).format(dateAsUtc(at)))
  const dates = (style: Style) => (first: WallDate, last: WallDate) =>
    format(style).formatRange(dateAsUtc(first), dateAsUtc(last))
  // Asked for hundreds of events at once, and Intl is slow: by what the clock shows, there are few answers.
  const minutes = remembered((shown: number) => format(clock).format(shown * MINUTE))
  const minuteRange = remembered((shown: string) => {
    const [from = 0, to = 0] = shown.split(' ').map(Number)
    return format(clock).formatRange(from * MINUTE, to * MINUTE)
  })
  const day = date(DAY_STYLE)

  const clockAt = (at: Instant, zone: ZoneName): string =>
    isRepeated(at, zone) ? format(withZone(clock), zone).format(at) : minutes(minuteOfDay(at, zone))
  const clockRange = (from: Instant, to: Instant, zone: ZoneName): string => {
    const isPlain = wallDateOf(from, zone) === wallDateOf(to, zone) && !isRepeated(from, zone) && !isRepeated(to, zone)
    if (isPlain) return minuteRange(`${minuteOfDay(from, zone)} ${minuteOfDay(to, zone)}`)
    return `${clockAt(from, zone)} – ${clockAt(to, zone)}`
  }
  const days = dates(DAY_STYLE)
  const appointment = (time: AppointmentTime, zone: ZoneName): string => {
    switch (time.kind) {
      case 'all-day':
        return time.firstDay === time.lastDay ? day(time.firstDay) : days(time.firstDay, time.lastDay)
      case 'floating':
        return format({ ...DAY_STYLE, ...clock }).formatRange(wallAsUtc(time.start), wallAsUtc(time.end))
      case 'timed': {
        const [first, last] = [wallDateOf(time.startsAt, zone), wallDateOf(time.endsAt, zone)]
        if (first === last) return `${day(first)}, ${clockRange(time.startsAt, time.endsAt, zone)}`
        return `${day(first)}, ${clockAt(time.startsAt, zone)} – ${day(last)}, ${clockAt(time.endsAt, zone)}`
      }
    }
  }

  return {
    locale,
    day,
    days,
    appointment,
    minutes,
    clockRange,
    clock: clockAt,
    weekday: date({ weekday: 'short' }),
    weekdayLong: date({ weekday: 'long' }),
    weekdayNarrow: date({ weekday: 'narrow' }),
    dayNumber: date({ day: 'numeric' }),
    dayLong: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayFull: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayMonth: date({ day: 'numeric', month: 'short' }),
    month: date({ month: 'long', year: 'numeric' }),
    months: dates({ month: 'long', year: 'numeric' }),
    /** A reading of a clock, of no zone. */
    reading: (wall: WallTime) => format(clock).format(wallAsUtc(wall)),
    readings: (from: WallTime, to: WallTime) => format(clock).formatRange(wallAsUtc(from), wallAsUtc(to)),
    hour: (shown: number) => format(halves && shown % 60 === 0 ? { hour: 'numeric' } : clock).format(shown * MINUTE),
    moment: (at: Instant, zone: ZoneName) => `${day(wallDateOf(at, zone))}, ${clockAt(at, zone)}`,
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    /** `CET`, `GMT+5:45`. */
    zoneLabel: (at: Instant, zone: ZoneName) => zonePart(format({ timeZoneName: 'short' }, zone), at),
  }
}

function formatters(locale: string) {
  const made = new Map<string, Intl.DateTimeFormat>()
  const format = (style: Style, zone = 'UTC'): Intl.DateTimeFormat => {
    const key = `${zone} ${JSON.stringify(style)}`
    const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: zone })
    made.set(key, known)
    return known
  }
  // Some locales write 9:00 alone but 09:00 in a range: where the day has 24 hours it is always two digits.
  const halves = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
  const clock: Style = { hour: halves ? 'numeric' : '2-digit', minute: '2-digit' }
  return { format, clock, halves }
}

// An hour that the clock shows twice is told apart by the zone's name.
function withZone(clock: Style): Style {
  return { ...clock, timeZoneName: 'short' }
}

/** What the clock of `zone` shows at `at`, in minutes since midnight. */
function minuteOfDay(at: Instant, zone: ZoneName): number {
  const reading = at + offsetAt(zone, at)
  return Math.floor((reading - Math.floor(reading / DAY) * DAY) / MINUTE)
}

/** Whether the clock of `zone` shows the reading of `at` a second time within the three hours before or after. */
export function isRepeated(at: Instant, zone: ZoneName): boolean {
  if (offsetAt(zone, at - 3 * HOUR) <= offsetAt(zone, at + 3 * HOUR)) return false
  const spans = offsetSpans(zone, at - 3 * HOUR, at + 3 * HOUR)
  const here = spans.find((span) => at >= span.from && at < span.until)
  return spans.some((span) => {
    const twin = at + (here?.offset ?? 0) - span.offset
    return span !== here && twin >= span.from && twin < span.until
  })
}

function zonePart(format: Intl.DateTimeFormat, at: Instant): string {
  return format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? ''
}
