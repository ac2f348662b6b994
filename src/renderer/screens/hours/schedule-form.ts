import type { Break, DateOverride, DatePattern, Schedule } from '../../../core/model/schedule.ts'
import type { BreakId } from '../../../core/model/ids.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import type { MinuteSpan } from '../../components/time-grid/grid-model.ts'
import { faultOf, rangesOf, spansOf, type WeeklyForm, weeklyForm, weeklyHoursOf } from './weekly-form.ts'

export type BreakForm = {
  readonly id: BreakId
  readonly name: string
  readonly dates: DatePattern
  readonly spans: readonly MinuteSpan[]
}

export type SpecialDay = { readonly date: WallDate; readonly spans: readonly MinuteSpan[] }

/** A schedule as it is being edited: not yet checked. */
export type ScheduleForm = {
  readonly weekly: WeeklyForm
  readonly breaks: readonly BreakForm[]
  /** From today on, as they are shown; what is over stays untouched. */
  readonly days: readonly SpecialDay[]
  readonly past: readonly DateOverride[]
  readonly holidays: Schedule['holidays']
}

export function scheduleForm(schedule: Schedule, today: WallDate): ScheduleForm {
  const coming = schedule.overrides.filter(({ date }) => date >= today)
  return {
    weekly: weeklyForm(schedule),
    breaks: schedule.breaks.map(({ ranges, ...rest }) => ({ ...rest, spans: spansOf(ranges) })),
    days: coming
      .map(({ date, ranges }) => ({ date, spans: spansOf(ranges) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
    past: schedule.overrides.filter(({ date }) => date < today),
    holidays: schedule.holidays,
  }
}

export function editedSchedule(schedule: Schedule, form: ScheduleForm): Schedule {
  const days = form.days.map(({ date, spans }) => ({ date, ranges: rangesOf(spans) }))
  return {
    ...schedule,
    weekly: weeklyHoursOf(form.weekly),
    breaks: form.breaks.map(breakOf),
    overrides: [...form.past, ...days],
    holidays: form.holidays,
  }
}

function breakOf({ spans, name, ...rest }: BreakForm): Break {
  return { ...rest, name: name.trim(), ranges: rangesOf(spans) }
}

export type Part = 'week' | 'breaks' | 'days'

/** The parts in which something cannot be saved as it is. */
export function faultyParts(form: ScheduleForm): readonly Part[] {
  const parts: Part[] = []
  if (form.weekly.some((spans) => faultOf(spans) !== undefined)) parts.push('week')
  if (form.breaks.some((one) => breakFault(one) !== undefined)) parts.push('breaks')
  if (form.days.some((day) => dayFault(day, form.days) !== undefined)) parts.push('days')
  return parts
}

/** Faults of the ranges themselves are said beside these. */
export function breakFault({ name, dates, spans }: BreakForm): 'unnamed' | 'neverOn' | 'noTime' | 'ranges' | undefined {
  if (name.trim() === '') return 'unnamed'
  if (dates.kind === 'weekly' && dates.days.length === 0) return 'neverOn'
  if (dates.kind === 'span' && dates.until < dates.from) return 'neverOn'
  if (spans.length === 0) return 'noTime'
  return faultOf(spans) && 'ranges'
}

export function dayFault({ date, spans }: SpecialDay, all: readonly SpecialDay[]): 'twice' | 'ranges' | undefined {
  if (all.filter((other) => other.date === date).length > 1) return 'twice'
  return faultOf(spans) && 'ranges'
}
