import { z } from 'zod'
import { MemberId, ScheduleId } from './ids.ts'
import { ClockTime, WallDate, Weekday, ZoneName } from './wall.ts'
import { Name } from './workspace.ts'

/** Wall times of one date; 24:00 allowed as an end; never across midnight. S4: inverted or empty is nothing. */
export const ClockRange = z.object({ start: ClockTime, end: ClockTime }).readonly()
export type ClockRange = z.infer<typeof ClockRange>

export const WeeklyHours = z.object({ day: Weekday, ranges: z.array(ClockRange).max(48).readonly() }).readonly()
export type WeeklyHours = z.infer<typeof WeeklyHours>

/** Replaces the whole day (S5); no ranges = closed. */
export const DateOverride = z.object({ date: WallDate, ranges: z.array(ClockRange).max(48).readonly() }).readonly()
export type DateOverride = z.infer<typeof DateOverride>

export const Schedule = z
  .object({
    id: ScheduleId,
    member: MemberId,
    name: Name,
    zone: ZoneName,
    weekly: z.array(WeeklyHours).max(7).readonly(),
    overrides: z.array(DateOverride).max(5_000).readonly(),
  })
  .readonly()
export type Schedule = z.infer<typeof Schedule>
