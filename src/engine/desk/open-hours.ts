import type { MemberId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import { hoursOfHost } from '../../core/scheduling/hours-of-host.ts'
import { hoursWithin } from '../../core/scheduling/hours-within.ts'
import { intervalsOf } from '../../core/scheduling/intervals-of.ts'
import { intersectSpans } from '../../core/time/spans.ts'
import type { Desk } from './desk.ts'
import { absencesWithin, holidaysWithin, scheduleOf } from './member-time.ts'

/** S5: when somebody works within the span, all layers but what takes their time; undefined where no hours of theirs are known. */
export async function openHours(
  desk: Desk,
  { member, span }: { member: MemberId; span: Interval },
): Promise<Interval[] | undefined> {
  const schedule = await scheduleOf(desk, { member })
  if (schedule === undefined) return undefined
  const absences = (await absencesWithin(desk, { members: [member], within: span })).get(member) ?? []
  const hours = hoursOfHost({}, { schedule, absences, holidays: await holidaysWithin(desk, span) })
  return intervalsOf(intersectSpans(hoursWithin(hours, span), [span.start, span.end]))
}
