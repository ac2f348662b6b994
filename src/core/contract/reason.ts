import { z } from 'zod'
import { Absence } from '../model/absence.ts'
import { Horizon, Limit } from '../model/event-type.ts'
import { Holiday } from '../model/holiday.ts'
import { AbsenceId, AppointmentId, BookingId, BreakId, MemberId, RuleId } from '../model/ids.ts'
import { Instant, Interval } from '../model/instant.ts'
import { WallDate } from '../model/wall.ts'

const { reason: AbsenceReason } = Absence.unwrap().shape

/** Of one host: scheduling's HostReason as it crosses a wire. */
const HostReason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('outside-hours'), date: WallDate, hours: z.array(Interval).readonly() }),
  z.object({ kind: z.literal('override'), date: WallDate, hours: z.array(Interval).readonly() }),
  z.object({ kind: z.literal('rule'), rule: RuleId, time: Interval }),
  z.object({ kind: z.literal('break'), break: BreakId, name: z.string(), time: Interval }),
  z.object({ kind: z.literal('absence'), absence: AbsenceId, reason: AbsenceReason, time: Interval }),
  z.object({ kind: z.literal('holiday'), holiday: Holiday }),
  z.object({ kind: z.literal('limit'), limit: Limit, period: Interval }),
  z.object({
    kind: z.literal('busy'),
    time: Interval,
    appointment: AppointmentId.optional(),
    gap: z.number().optional(),
  }),
  z.object({ kind: z.literal('booking'), time: Interval, booking: BookingId.optional(), gap: z.number().optional() }),
  z.object({ kind: z.literal('seats'), time: Interval, capacity: z.int() }),
])

const HostAgainst = z.object({
  member: MemberId,
  standsInFor: MemberId.optional(),
  reasons: z.array(HostReason).readonly(),
})

/** S14: scheduling's Reason as it crosses a wire. */
export const Reason = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('type-not-active') }),
  z.object({ kind: z.literal('link-not-active') }),
  z.object({ kind: z.literal('link-expired'), at: Instant }),
  z.object({ kind: z.literal('duration-unknown'), durations: z.array(z.int()).readonly() }),
  z.object({ kind: z.literal('places'), capacity: z.int() }),
  z.object({ kind: z.literal('host-unknown'), member: MemberId }),
  z.object({ kind: z.literal('past') }),
  z.object({ kind: z.literal('notice'), minutes: z.number(), bookBefore: Instant }),
  z.object({ kind: z.literal('not-yet'), from: Instant }),
  z.object({ kind: z.literal('horizon'), horizon: Horizon, until: Instant }),
  z.object({ kind: z.literal('off-grid'), earlier: Instant, later: Instant }),
  z.object({ kind: z.literal('limit'), limit: Limit, period: Interval }),
  z.object({
    kind: z.literal('hosts'),
    need: z.enum(['all', 'any']),
    group: z.string().optional(),
    hosts: z.array(HostAgainst).readonly(),
  }),
])
