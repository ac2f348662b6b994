import { z } from 'zod'
import { Attendee } from './attendee.ts'
import { Buffers } from './event-type.ts'
import { AppointmentId, BookingId, CalendarId, EventTypeId, MemberId, QuestionId } from './ids.ts'
import { DAY, Instant } from './instant.ts'
import { Answer } from './question.ts'
import { WallDate, WallTime, ZoneName } from './wall.ts'

/** For so long what was removed can be restored; then it leaves the documents, and is not to come back on one device alone. */
export const RESTORABLE = 30 * DAY

/** A single appointment is an instant plus a zone, a span of dates, or (from a file) a reading of whatever clock hangs there. */
export const AppointmentTime = z.discriminatedUnion('kind', [
  z
    .object({ kind: z.literal('timed'), startsAt: Instant, endsAt: Instant, zone: ZoneName })
    .refine((time) => time.endsAt >= time.startsAt, 'end-before-start'),
  /** Both days belong to it. */
  z
    .object({ kind: z.literal('all-day'), firstDay: WallDate, lastDay: WallDate })
    .refine((time) => time.lastDay >= time.firstDay, 'end-before-start'),
  z
    .object({ kind: z.literal('floating'), start: WallTime, end: WallTime })
    .refine((time) => time.end >= time.start, 'end-before-start'),
])
export type AppointmentTime = z.infer<typeof AppointmentTime>

/** A series is a wall time plus a zone plus rules, so that a government's change of clock moves it. */
export const Series = z
  .object({
    /** The first occurrence, where there is no rule or one yields it, unless excluded. All-day: at 00:00:00. */
    start: WallTime,
    allDay: z.boolean(),
    /** Absent: floating. All-day series have none. */
    zone: ZoneName.optional(),
    /** Milliseconds: exact time of a timed occurrence; of an all-day one whole days of 86,400,000. */
    length: z
      .int()
      .min(0)
      .max(366 * 86_400_000),
    /** RFC 5545 RECUR values without `RRULE:`; UNTIL as a wall time of the series' zone, `YYYYMMDDTHHMMSS`. */
    rules: z.array(z.string().max(1_000)).max(20).readonly(),
    rdates: z.array(WallTime).max(5_000).readonly(),
    exdates: z.array(WallTime).max(5_000).readonly(),
  })
  .readonly()
export type Series = z.infer<typeof Series>

/** What one occurrence has of its own; absent = as the series. */
export const Override = z
  .object({
    time: AppointmentTime.optional(),
    title: z.string().max(1_000).optional(),
    description: z.string().max(100_000).optional(),
    location: z.string().max(2_000).optional(),
    cancelled: z.boolean().optional(),
  })
  .readonly()
export type Override = z.infer<typeof Override>

export const AppointmentStatus = z.enum(['pending', 'confirmed', 'completed', 'no-show', 'cancelled'])
export type AppointmentStatus = z.infer<typeof AppointmentStatus>

/** RFC 5545 TRANSP and STATUS:TENTATIVE in one word. */
export const Availability = z.enum(['busy', 'free', 'tentative'])
export type Availability = z.infer<typeof Availability>

export const EarlierTime = z
  .object({ time: AppointmentTime, by: z.string().max(100), at: Instant, reason: z.string().max(2_000).optional() })
  .readonly()

export const Proposal = z
  .object({
    startsAt: Instant,
    endsAt: Instant,
    by: MemberId,
    at: Instant,
    expiresAt: Instant,
    reason: z.string().max(2_000).optional(),
  })
  .readonly()
export type Proposal = z.infer<typeof Proposal>

export const Appointment = z
  .object({
    id: AppointmentId,
    calendar: CalendarId,
    /** The iCalendar UID: stays through every reschedule, import and export. */
    uid: z.string().min(1).max(1_000),
    sequence: z.int().min(0),
    title: z.string().max(1_000),
    description: z.string().max(100_000),
    location: z.string().max(2_000),
    notes: z.string().max(100_000),
    /** Exactly one of `time` (single) and `series`. */
    time: AppointmentTime.optional(),
    series: Series.optional(),
    overrides: z.record(WallTime, Override).readonly(),
    status: AppointmentStatus,
    availability: Availability,
    private: z.boolean(),
    attendees: z.array(Attendee).max(1_000).readonly(),
    hosts: z.array(MemberId).max(100).readonly(),
    eventType: EventTypeId.optional(),
    bookingId: BookingId.optional(),
    answers: z.record(QuestionId, Answer).readonly(),
    /** The minutes kept free around a booking when it was made (S7). */
    buffers: Buffers.optional(),
    /** What the invitee of a booking was told: the wall time, and by which edition of the tz database (T3). */
    promised: z
      .object({ start: WallTime, zone: ZoneName, tz: z.string().max(20) })
      .readonly()
      .optional(),
    source: z.enum(['desk', 'booking', 'import', 'provider']),
    organizer: z.string().max(1_000).optional(),
    cancellation: z
      .object({ by: z.string().max(100), at: Instant, reason: z.string().max(2_000).optional() })
      .readonly()
      .optional(),
    checkIn: z
      .object({ at: Instant, by: z.string().max(100) })
      .readonly()
      .optional(),
    /** Another time that a host has proposed; it is held until the invitee answers or it expires (C10). */
    proposal: Proposal.optional(),
    earlierTimes: z.array(EarlierTime).max(1_000).readonly(),
    /** Properties of a calendar file which we do not show, as content lines; written out again on export. */
    unknownProperties: z.array(z.string().max(100_000)).max(500).readonly(),
    createdAt: Instant,
    createdBy: z.string().max(100),
    changedAt: Instant,
    deletedAt: Instant.optional(),
  })
  .refine((a) => (a.time === undefined) !== (a.series === undefined), 'either time or series')
  .readonly()
export type Appointment = z.infer<typeof Appointment>
