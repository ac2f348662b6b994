import { HOUR, instant, type Instant } from '../core/model/instant.ts'
import type { AppointmentTime } from '../core/model/appointment.ts'
import type { WallDate, WallTime, ZoneName } from '../core/model/wall.ts'
import { dateAsUtc, wallAsUtc } from '../core/time/wall-clock.ts'
import { offsetSpans } from '../core/time/zone-offset.ts'

/** Dates and times in the words of one locale. Nothing here computes: it only shows. */
export type Formats = ReturnType<typeof createFormats>

type Style = Intl.DateTimeFormatOptions
const DAY: Style = { weekday: 'short', day: 'numeric', month: 'short' }

export function createFormats(locale: string) {
  const made = new Map<string, Intl.DateTimeFormat>()
  // Some locales write 9:00 alone but 09:00 in a range: where the day has 24 hours it is always two digits.
  const halves = new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
  const clock: Style = { hour: halves ? 'numeric' : '2-digit', minute: '2-digit' }
  const format = (style: Style, zone = 'UTC'): Intl.DateTimeFormat => {
    const key = `${zone} ${JSON.stringify(style)}`
    const known = made.get(key) ?? new Intl.DateTimeFormat(locale, { ...style, timeZone: zone })
    made.set(key, known)
    return known
  }
  const date = (style: Style) => (at: WallDate) => format(style).format(dateAsUtc(at))
  const dates = (style: Style) => (first: WallDate, last: WallDate) =>
    format(style).formatRange(dateAsUtc(first), dateAsUtc(last))

  return {
    locale,
    weekday: date({ weekday: 'short' }),
    weekdayLong: date({ weekday: 'long' }),
    weekdayNarrow: date({ weekday: 'narrow' }),
    dayNumber: date({ day: 'numeric' }),
    day: date(DAY),
    dayLong: date({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    dayFull: date({ day: 'numeric', month: 'long', year: 'numeric' }),
    dayMonth: date({ day: 'numeric', month: 'short' }),
    month: date({ month: 'long', year: 'numeric' }),
    months: dates({ month: 'long', year: 'numeric' }),
    days: dates(DAY),
    clock: (at: Instant, zone: ZoneName) => format(clockStyle(clock, zone, at), zone).format(at),
    clockRange: (from: Instant, to: Instant, zone: ZoneName) =>
      format(clockStyle(clock, zone, from, to), zone).formatRange(from, to),
    /** A reading of a clock, of no zone. */
    reading: (wall: WallTime) => format(clock).format(wallAsUtc(wall)),
    readings: (from: WallTime, to: WallTime) => format(clock).formatRange(wallAsUtc(from), wallAsUtc(to)),
    /** Minutes since midnight, as on a clock. */
    minutes: (minutes: number) => format(clock).format(minutes * 60_000),
    hour: (minutes: number) => format(halves && minutes % 60 === 0 ? { hour: 'numeric' } : clock).format(minutes * 60_000),
    moment: (at: Instant, zone: ZoneName) => format({ ...DAY, ...clock }, zone).format(at),
    number: (value: number) => new Intl.NumberFormat(locale).format(value),
    /** `CET`, `GMT+5:45`. */
    zoneLabel: (at: Instant, zone: ZoneName) => zonePart(format({ timeZoneName: 'short' }, zone), at),
    appointment: (time: AppointmentTime, zone: ZoneName) => appointmentText(time, zone, { format, clock }),
  }
}

type Clock = { readonly format: (style: Style, zone?: string) => Intl.DateTimeFormat; readonly clock: Style }

function appointmentText(time: AppointmentTime, zone: ZoneName, { format, clock }: Clock): string {
  switch (time.kind) {
    case 'all-day':
      return format(DAY).formatRange(dateAsUtc(time.firstDay), dateAsUtc(time.lastDay))
    case 'floating':
      return format({ ...DAY, ...clock }).formatRange(wallAsUtc(time.start), wallAsUtc(time.end))
    case 'timed': {
      const style = { ...DAY, ...clockStyle(clock, zone, time.startsAt, time.endsAt) }
      return format(style, zone).formatRange(time.startsAt, time.endsAt)
    }
  }
}

// An hour that the clock shows twice is told apart by the zone's name.
function clockStyle(clock: Style, zone: ZoneName, ...moments: readonly Instant[]): Style {
  return moments.some((at) => isRepeated(at, zone)) ? { ...clock, timeZoneName: 'short' } : clock
}

/** Whether the clock of `zone` shows the reading of `at` a second time within the three hours before or after. */
export function isRepeated(at: Instant, zone: ZoneName): boolean {
  const spans = offsetSpans(zone, at - 3 * HOUR, at + 3 * HOUR)
  const here = spans.find((span) => at >= span.from && at < span.until)
  return spans.some((span) => {
    const twin = at + (here?.offset ?? 0) - span.offset
    return span !== here && twin >= span.from && twin < span.until
  })
}

function zonePart(format: Intl.DateTimeFormat, at: Instant): string {
  return format.formatToParts(instant(at)).find((part) => part.type === 'timeZoneName')?.value ?? ''
}
