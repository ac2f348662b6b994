import { z } from 'zod'
import { EventTypeId, MemberId, ScheduleId } from './ids.ts'
import { Question } from './question.ts'
import { WallDate, ZoneName } from './wall.ts'
import { Colour, Name, Slug } from './workspace.ts'

const Minutes = z
  .int()
  .min(0)
  .max(60 * 24 * 365)

/** How far ahead may be booked. Days are dates of the host's schedule. */
export const Horizon = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('calendar-days'), days: z.int().min(1).max(3_650) }),
  z.object({ kind: z.literal('fixed-range'), from: WallDate, until: WallDate }),
  z.object({ kind: z.literal('unlimited') }),
])
export type Horizon = z.infer<typeof Horizon>

export const Location = z
  .object({ kind: z.enum(['video', 'phone', 'in-person', 'custom']), details: z.string().max(500) })
  .readonly()
export type Location = z.infer<typeof Location>

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
    buffers: z.object({ before: Minutes, after: Minutes }).readonly(),
    /** Minutes from now before which nothing may start. */
    notice: Minutes,
    horizon: Horizon,
    /** Whose zone carries the grid; the schedule's where absent. */
    zone: ZoneName.optional(),
    schedule: ScheduleId,
    hosts: z
      .array(z.object({ member: MemberId, required: z.boolean() }).readonly())
      .min(1)
      .max(100)
      .readonly(),
    locations: z.array(Location).max(10).readonly(),
    questions: z.array(Question).max(50).readonly(),
    colour: Colour,
    /** Reachable by its link, listed nowhere. */
    private: z.boolean(),
    status: z.enum(['active', 'inactive', 'archived']),
  })
  .readonly()
export type EventType = z.infer<typeof EventType>
