const MINUTE = 60_000
const QUARTER = 15
const QUARTERS = 96

/** A stretch of whole minutes, both in minutes since 1970; half-open. */
export type Window = { readonly from: number; readonly until: number }

/** What a zone's clocks show in each minute of a window, in minutes since 1970 as if they showed UTC. */
export type WallMinutes = Window & {
  readonly shown: Int32Array
  /** The first and the last index of every date (days since 1970). */
  readonly dates: ReadonlyMap<number, { first: number; last: number }>
}

const made = new Map<string, WallMinutes>()

/** Asked of Intl alone. */
export function wallMinutes(zone: string, { from, until }: Window): WallMinutes {
  const key = `${zone} ${from} ${until}`
  const known = made.get(key)
  if (known) return known
  if (made.size > 50) made.clear()
  const shown = new Int32Array(until - from)
  let minute = from
  while (minute < until) {
    const first = shownAt(zone, minute)
    const quarterEnd = Math.min((Math.floor(minute / QUARTER) + 1) * QUARTER, until)
    for (let i = 0; minute < quarterEnd; i++, minute++) shown[minute - from] = first + i
  }
  const wall = { from, until, shown, dates: datesOf(shown) }
  made.set(key, wall)
  return wall
}

function datesOf(shown: Int32Array): Map<number, { first: number; last: number }> {
  const dates = new Map<number, { first: number; last: number }>()
  let date = { day: NaN, first: 0, last: 0 }
  for (let i = 0; i < shown.length; i++) {
    const day = Math.floor((shown[i] ?? NaN) / 1_440)
    if (day !== date.day) {
      date = { day, first: dates.get(day)?.first ?? i, last: i }
      dates.set(day, date)
    }
    date.last = i
  }
  return dates
}

/** What the clocks show in one minute. They change only on quarters of an hour, so Intl is asked once a quarter. */
export function shownAt(zone: string, minute: number): number {
  const quarter = Math.floor(minute / QUARTER)
  const day = Math.floor(quarter / QUARTERS)
  return (quartersOf(zone, day)[quarter - day * QUARTERS] ?? NaN) + minute - quarter * QUARTER
}

const quarters = new Map<string, Map<number, Int32Array>>()

function quartersOf(zone: string, day: number): Int32Array {
  const days = quarters.get(zone) ?? new Map<number, Int32Array>()
  quarters.set(zone, days)
  const known = days.get(day)
  if (known) return known
  const asked = Int32Array.from({ length: QUARTERS }, (_, i) => askIntl(zone, (day * QUARTERS + i) * QUARTER))
  days.set(day, asked)
  return asked
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** What Intl says that the clocks of a zone show; in minutes since 1970, both. */
export function askIntl(zone: string, minute: number): number {
  const format = formats.get(zone) ?? formatOf(zone)
  formats.set(zone, format)
  return Date.parse(`${format.format(minute * MINUTE).replace(', ', 'T')}Z`) / MINUTE
}

/** `2026-11-20, 09:30` */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  return new Intl.DateTimeFormat('en-CA', { timeZone, hourCycle: 'h23', ...digits })
}
