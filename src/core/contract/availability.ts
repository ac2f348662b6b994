import { z } from 'zod'
import { AppointmentTime } from '../model/appointment.ts'
import { AppointmentId, MemberId } from '../model/ids.ts'
import { Instant, Interval } from '../model/instant.ts'
import { WallTime, ZoneName } from '../model/wall.ts'
import { Closure, HolidayRegion } from '../model/workspace.ts'
import { Reason } from './reason.ts'

/** S14. The engine makes them; a screen puts them into words. */
export const Reasons = z.array(Reason)

/** The starts of a stretch of a day that the same stands against; nothing: they can be booked. */
export const DayStretch = z.object({ from: Instant, until: Instant, reasons: Reasons })
export type DayStretch = z.infer<typeof DayStretch>

/**
 * What is known of a member's time: hours and busy times, the busy times alone, or nothing.
 */
export const MemberTime = z.object({
  member: MemberId,
  busy: z.array(Interval),
  free: z.array(Interval),
  source: z.enum(['full', 'busy-only', 'unknown']),
})
export type MemberTime = z.infer<typeof MemberTime>

/** A booked appointment that other hours would leave outside (C12). */
export const Affected = z.object({ appointment: AppointmentId, title: z.string(), time: AppointmentTime })
export type Affected = z.infer<typeof Affected>

/** A booked appointment whose promised wall time no longer stands where it is (T3). */
export const MovedPromise = z.object({
  appointment: AppointmentId,
  title: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  promised: z.object({ start: WallTime, zone: ZoneName }),
  /** Where the promised wall time is now. */
  wouldStartAt: Instant,
})
export type MovedPromise = z.infer<typeof MovedPromise>

/** When a whole workspace is closed. */
export const WorkspaceHolidays = z.object({
  holidayRegion: HolidayRegion.optional(),
  closures: z.array(Closure).max(1_000).readonly(),
})
export type WorkspaceHolidays = z.infer<typeof WorkspaceHolidays>

/** Where public holidays are known of. */
export const HolidayCountry = z.object({
  country: z.string(),
  name: z.string(),
  states: z.array(z.object({ state: z.string(), name: z.string() })).readonly(),
})
