import { z } from 'zod'
import { EventTypeId, MemberId, ScheduleId } from './ids.ts'
import { Question } from './question.ts'
import { WeeklyHours } from './schedule.ts'
import { WallDate, ZoneName } from './wall.ts'
import { Colour, Name, Slug } from './workspace.ts'

const Minutes = z
  .int()
  .min(0)
  .max(60 * 24 * 365)

/** How far ahead may be booked. Days are dates of the host's schedule. */
export const Horizon = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar-days'), days: z.int().min(1).max(3_650) }),
  /** Dates on which the schedule has hours and which are no holiday. */
  z.object({ kind: z.literal('business-days'), days: z.int().min(1).max(3_650) }),
  /** Dates with at least one slot; the others are not counted. */
  z.object({ kind: z.literal('bookable-days'), days: z.int().min(1).max(366) }),
  z.object({ kind: z.literal('fixed-range'), from: WallDate, until: WallDate }),
  z.object({ kind: z.literal('unlimited') }),
])
export type Horizon = z.infer<typeof Horizon>

/** The minutes kept free around something booked; `between`: the least gap to any other booking of the host (S7). */
export const Buffers = z.object({ before: Minutes, after: Minutes, between: Minutes.optional() }).readonly()
export type Buffers = z.infer<typeof Buffers>

/**
 * S9: how much may be booked in a period of the schedule's zone. Of a `host` all bookings count, of whatever type; of `type` and
 * `booker` those of this type.
 */
export const Limit = z
  .object({
    of: z.enum(['host', 'type', 'booker']),
    measure: z.enum(['count', 'minutes']),
    per: z.enum(['day', 'week', 'month', 'year']),
    most: z.int().min(1).max(1_000_000),
  })
  .readonly()
export type Limit = z.infer<typeof Limit>

export const HostStrategy = z.enum(['balanced', 'priority', 'least-recent', 'most-available'])
export type HostStrategy = z.infer<typeof HostStrategy>

/** A member whose time is booked. */
export const TypeHost = z
  .object({
    member: MemberId,
    required: z.boolean(),
    /** The share of a round robin, against the others' weights. */
    weight: z.int().min(1).max(1_000).default(1),
    /** The higher the sooner. */
    priority: z.int().min(-100).max(100).default(0),
    /** S10: of the fixed hosts with one group, any one will do. */
    group: Name.optional(),
  })
  .readonly()
export type TypeHost = z.infer<typeof TypeHost>

/** A type whose bookings repeat (C6). */
export const BookedSeries = z
  .object({
    /** RFC 5545 RECUR without COUNT and UNTIL; it starts where the invitee wishes. */
    rule: z.string().max(1_000),
    most: z.int().min(2).max(366),
    conflicts: z.enum(['refuse', 'skip', 'append']),
  })
  .readonly()
export type BookedSeries = z.infer<typeof BookedSeries>

export const Location = z
  .object({ kind: z.enum(['video', 'phone', 'in-person', 'custom']), details: z.string().max(500) })
  .readonly()
export type Location = z.infer<typeof Location>

/** What an invitee may do to a booking of theirs, and until how many minutes before it starts (C11). */
export const BookingPolicy = z
  .object({ allowed: z.boolean(), until: Minutes, reason: z.enum(['none', 'optional', 'required']) })
  .readonly()
export type BookingPolicy = z.infer<typeof BookingPolicy>

const FREELY = { allowed: true, until: 0, reason: 'optional' } as const

export const EventType = z
  .object({
    id: EventTypeId,
    owner: MemberId,
    name: Name,
    slug: Slug,
    description: z.string().max(5_000),
    category: z.enum(['one-on-one', 'group', 'collective', 'round-robin']),
    /** Minutes; the first one is the default. */
    durations: z.array(z.int().min(1).max(1_440)).min(1).max(20).readonly(),
    /** Minutes between starts on the grid (S2). */
    step: z.int().min(1).max(1_440),
    /** Minutes by which the grid is shifted from midnight. */
    offset: z.int().min(0).max(1_439),
    buffers: Buffers,
    /** Minutes from now before which nothing may start. */
    notice: Minutes,
    horizon: Horizon,
    limits: z.array(Limit).max(30).readonly().default([]),
    /** S12: starts also follow right on what is busy. */
    fillGaps: z.boolean().default(false),
    /** Seats of a group type (S13). */
    capacity: z.int().min(1).max(100).default(1),
    /** Whose zone carries the grid; the schedule's where absent. */
    zone: ZoneName.optional(),
    schedule: ScheduleId,
    /** In place of the schedule's weekly hours. */
    hours: z.array(WeeklyHours).max(7).readonly().optional(),
    hosts: z.array(TypeHost).min(1).max(100).readonly(),
    strategy: HostStrategy.default('balanced'),
    recurrence: BookedSeries.optional(),
    locations: z.array(Location).max(10).readonly(),
    questions: z.array(Question).max(50).readonly(),
    policies: z
      .object({ cancel: BookingPolicy, reschedule: BookingPolicy })
      .readonly()
      .default({ cancel: FREELY, reschedule: FREELY }),
    /** How many others an invitee may bring. */
    guests: z.int().min(0).max(50).default(0),
    /** Shown when it is booked. */
    message: z.string().max(5_000).optional(),
    /** Where a browser goes after booking; the server's allow-list has the last word. */
    redirectUrl: z
      .url({ protocol: /^https$/ })
      .max(2_000)
      .optional(),
    /** Times are shown in the host's zone alone: people meet at one place. */
    zoneLock: z.boolean().default(false),
    colour: Colour,
    /** Reachable by its link, listed nowhere. */
    private: z.boolean(),
    status: z.enum(['active', 'inactive', 'archived']),
  })
  .readonly()
export type EventType = z.infer<typeof EventType>
