import { z } from 'zod'
import { BreakId, MemberId, RuleId, ScheduleId } from './ids.ts'
import { ClockTime, WallDate, Weekday, ZoneName } from './wall.ts'
import { Name } from './workspace.ts'

/** Wall times of one date; 24:00 allowed as an end; never across midnight. S4: inverted or empty is nothing. */
export const ClockRange = z.object({ start: ClockTime, end: ClockTime }).readonly()
export type ClockRange = z.infer<typeof ClockRange>

const Ranges = z.array(ClockRange).max(48).readonly()

export const WeeklyHours = z.object({ day: Weekday, ranges: Ranges }).readonly()
export type WeeklyHours = z.infer<typeof WeeklyHours>

/** Replaces the whole day (S5); no ranges = closed. */
export const DateOverride = z.object({ date: WallDate, ranges: Ranges }).readonly()
export type DateOverride = z.infer<typeof DateOverride>

/** Which dates of the schedule's owner something holds on. */
export const DatePattern = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), days: z.array(Weekday).min(1).max(7).readonly() }),
  /** An RFC 5545 RECUR value without `RRULE:`; its parts below a day mean nothing. `first` is its DTSTART. */
  z.object({ kind: z.literal('recurring'), rule: z.string().max(1_000), first: WallDate }),
  /** Both included. */
  z.object({ kind: z.literal('span'), from: WallDate, until: WallDate }),
  z.object({ kind: z.literal('list'), dates: z.array(WallDate).min(1).max(1_000).readonly() }),
])
export type DatePattern = z.infer<typeof DatePattern>

/** S5: hours that a rule adds before overrides, or takes away after them. No ranges = the whole date. */
export const ScheduleRule = z
  .object({
    id: RuleId,
    kind: z.enum(['open', 'closed']),
    dates: DatePattern,
    ranges: Ranges,
    /** The first and the last date on which it holds. */
    from: WallDate.optional(),
    until: WallDate.optional(),
  })
  .readonly()
export type ScheduleRule = z.infer<typeof ScheduleRule>

/** Time within the hours that is kept free; no ranges is nothing. */
export const Break = z.object({ id: BreakId, name: z.string().max(200), dates: DatePattern, ranges: Ranges }).readonly()
export type Break = z.infer<typeof Break>

/** On these dates, both included, the hours are wall times of another zone (S5). */
export const Travel = z.object({ from: WallDate, until: WallDate, zone: ZoneName }).readonly()
export type Travel = z.infer<typeof Travel>

export const Schedule = z
  .object({
    id: ScheduleId,
    member: MemberId,
    name: Name,
    zone: ZoneName,
    weekly: z.array(WeeklyHours).max(7).readonly(),
    overrides: z.array(DateOverride).max(5_000).readonly(),
    rules: z.array(ScheduleRule).max(200).readonly().default([]),
    breaks: z.array(Break).max(200).readonly().default([]),
    travel: z.array(Travel).max(500).readonly().default([]),
    /** Whether the country's and the workspace's holidays close days, and the dates on which they do not. */
    holidays: z
      .object({ observed: z.boolean(), except: z.array(WallDate).max(1_000).readonly() })
      .readonly()
      .default({ observed: true, except: [] }),
    /** S6: whether tentative appointments take time. */
    tentativeBlocks: z.boolean().default(true),
  })
  .readonly()
export type Schedule = z.infer<typeof Schedule>
