import type { Instant, Interval } from '../../src/core/model/instant.ts'
import type { WallDate, ZoneName } from '../../src/core/model/wall.ts'
import { WallDate as Dates } from '../../src/core/model/wall.ts'
import { addDays, startOfDay, wallDateOf } from '../../src/core/time/wall-clock.ts'

/** One month of a visitor's calendar, with what is free in it. */
export type OpenMonth = {
  readonly firstDay: WallDate
  readonly lastDay: WallDate
  readonly today: WallDate
  /** Only days with free times, in order. */
  readonly days: ReadonlyMap<WallDate, readonly Instant[]>
  readonly previous: WallDate | undefined
  readonly next: WallDate | undefined
  /** The first free day after a month without any; within a year. */
  readonly nextFree: WallDate | undefined
}

/** Free starts within a range, ascending. */
type FreeStarts = (range: Interval) => Promise<Instant[]>
export type Looking = {
  readonly zone: ZoneName
  readonly now: Instant
  /** After it nothing can be booked; absent: no such end. */
  readonly latest: Instant | undefined
  readonly free: FreeStarts
}

const DAYS_AHEAD = 366

/** `date` where a page may be asked for it: from the present month on, as far as can be booked. */
export function shownDate(date: WallDate | undefined, looking: Looking): WallDate | undefined {
  const first = firstOfMonth(wallDateOf(looking.now, looking.zone))
  return date !== undefined && date >= first && date <= lastShown(looking) ? date : undefined
}

/** The month that holds `date`, as seen in the visitor's zone. */
export async function openMonth(date: WallDate, looking: Looking): Promise<OpenMonth> {
  const { zone, now, free } = looking
  const today = wallDateOf(now, zone)
  const firstDay = firstOfMonth(date)
  const following = monthAfter(firstDay)
  const days = Map.groupBy(await free(rangeOf(firstDay, following, zone)), (start) => wallDateOf(start, zone))
  const nextFree = days.size === 0 ? await firstFreeDay(following, looking) : undefined
  return {
    firstDay,
    lastDay: addDays(following, -1),
    today,
    days,
    previous: firstDay > today ? firstOfMonth(addDays(firstDay, -1)) : undefined,
    next: following <= lastShown(looking) ? following : undefined,
    nextFree,
  }
}

/** The month of the first free day: what a page opens with. */
export async function firstOpenMonth(looking: Looking): Promise<OpenMonth> {
  const today = wallDateOf(looking.now, looking.zone)
  const month = await openMonth(today, looking)
  return month.nextFree === undefined ? month : openMonth(month.nextFree, looking)
}

async function firstFreeDay(from: WallDate, looking: Looking): Promise<WallDate | undefined> {
  const { zone, free } = looking
  const last = lastShown(looking)
  for (let month = from; month <= last; month = monthAfter(month)) {
    const [start] = await free(rangeOf(month, monthAfter(month), zone))
    if (start !== undefined) return wallDateOf(start, zone)
  }
  return undefined
}

function rangeOf(first: WallDate, following: WallDate, zone: ZoneName): Interval {
  return { start: startOfDay(first, zone), end: startOfDay(following, zone) }
}

/** The last date on which something may be free. */
function lastShown({ zone, now, latest }: Looking): WallDate {
  const last = addDays(wallDateOf(now, zone), DAYS_AHEAD)
  const until = latest === undefined ? last : wallDateOf(latest, zone)
  return until < last ? until : last
}

function firstOfMonth(date: WallDate): WallDate {
  return Dates.parse(`${date.slice(0, 8)}01`)
}

function monthAfter(firstDay: WallDate): WallDate {
  return firstOfMonth(addDays(firstDay, 31))
}
