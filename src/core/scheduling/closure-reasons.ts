import type { Absence } from '../model/absence.ts'
import { DAY, type Interval } from '../model/instant.ts'
import { spansWithin, type Spans } from '../time/spans.ts'
import { dateAsUtc, firstInstantFrom } from '../time/wall-clock.ts'
import { dateClock, type DateClock } from './date-clock.ts'
import { dayRanges } from './day-ranges.ts'
import { zoneOnDate } from './host-date.ts'
import type { HostHours } from './host-time.ts'
import type { Closure } from './hour-layers.ts'
import { intervalsOf } from './intervals-of.ts'
import { ruleDays, ruleRanges } from './opened-days.ts'
import type { HostReason } from './reason.ts'

/** What `closure`, which touches `slot`, has against it: of a rule or a break, each time of each date that does. */
export function closureReasons(host: HostHours, closure: Closure, slot: Interval): HostReason[] {
  const clock = dateClock(host, slot)
  switch (closure.kind) {
    case 'rule': {
      const { rule } = closure
      const times = timesOn(ruleDays(rule, clock), ruleRanges(rule), { clock, slot })
      return times.map((time) => ({ kind: 'rule', rule: rule.id, time }))
    }
    case 'break': {
      const { id, name, ranges } = closure.break
      const times = timesOn(ruleDays(closure.break, clock), dayRanges(ranges), { clock, slot })
      return times.map((time) => ({ kind: 'break', break: id, name, time }))
    }
    case 'absence': {
      const { id, reason } = closure.absence
      return [{ kind: 'absence', absence: id, reason, time: wholeAbsence(host, closure.absence) }]
    }
    case 'holiday':
      return [{ kind: 'holiday', holiday: closure.holiday }]
  }
}

/** Date by date: what the layers join would go on for as far as was looked at. */
function timesOn(
  days: readonly number[],
  ranges: Spans,
  { clock, slot }: { clock: DateClock; slot: Interval },
): Interval[] {
  return days.flatMap((day) => {
    const spans: number[] = []
    clock.add(spans, day, ranges)
    return intervalsOf(spansWithin(spans, slot.start, slot.end))
  })
}

function wholeAbsence(host: HostHours, { time }: Absence): Interval {
  if (time.kind === 'span') return { start: time.startsAt, end: time.endsAt }
  return {
    start: firstInstantFrom(dateAsUtc(time.from), zoneOnDate(host, time.from)),
    end: firstInstantFrom(dateAsUtc(time.until) + DAY, zoneOnDate(host, time.until)),
  }
}
