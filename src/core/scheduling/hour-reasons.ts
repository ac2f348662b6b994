import { HOUR, instant, type Interval } from '../model/instant.ts'
import type { WallDate } from '../model/wall.ts'
import { spansWithin, subtractSpans, type Spans } from '../time/spans.ts'
import { closureReasons } from './closure-reasons.ts'
import { dateClock } from './date-clock.ts'
import { dayOf } from './days.ts'
import { hostDate } from './host-date.ts'
import type { HostHours } from './host-time.ts'
import { hourLayers } from './hour-layers.ts'
import { intervalsOf } from './intervals-of.ts'
import { openedDays } from './opened-days.ts'
import type { HostReason } from './reason.ts'

/** S5: every layer of a host's hours that keeps `slot` from lying within them, in order. */
export function hourReasons(host: HostHours, slot: Interval): HostReason[] {
  const { opened, closures } = hourLayers(host, slot)
  const outside = subtractSpans([slot.start, slot.end], opened)
  const closing = closures.filter(({ time }) => spansWithin(time, slot.start, slot.end).length > 0)
  return [
    ...datesOf(host, outside).map((date) => outsideReason(host, date, slot)),
    ...closing.flatMap((closure) => closureReasons(host, closure, slot)),
  ]
}

/** The dates on the host's wall during `spans`. A date is shown for an hour at least, however the host travels or clocks change. */
function datesOf(host: HostHours, spans: Spans): WallDate[] {
  const dates = new Set<WallDate>()
  for (const { start, end } of intervalsOf(spans)) {
    for (let at: number = start; at < end; at += HOUR) dates.add(hostDate(host, instant(at)))
    dates.add(hostDate(host, instant(end - 1)))
  }
  return [...dates]
}

function outsideReason(host: HostHours, date: WallDate, slot: Interval): HostReason {
  const clock = dateClock(host, slot)
  const { rangesOn, isOverridden } = openedDays(host, clock)
  const spans: number[] = []
  const day = dayOf(date)
  clock.add(spans, day, rangesOn(day))
  return { kind: isOverridden(day) ? 'override' : 'outside-hours', date, hours: intervalsOf(spans) }
}
