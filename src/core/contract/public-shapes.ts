import { z } from 'zod'
import { EventType, Location } from '../model/event-type.ts'
import { Question } from '../model/question.ts'
import { Slug } from '../model/workspace.ts'
import { IsoWithOffset } from './booking.ts'

// What outsiders are told, field by field: what is not named here leaves the server in no answer of /api/v1/public.

const { category, durations, guests, zoneLock } = EventType.unwrap().shape

/** UTC. */
export const Moment = z.iso.datetime()
export const Minutes = z.int()

/** `details` of a video call are told to those who have booked. */
export const PublicLocation = z.object({ kind: Location.unwrap().shape.kind, details: z.string().optional() })
export type PublicLocation = z.infer<typeof PublicLocation>

export const PublicHost = z.object({ name: z.string() })

export const PublicEventType = z.object({
  slug: Slug,
  name: z.string(),
  description: z.string(),
  category,
  /** Minutes; the first one is the default. */
  durations,
  locations: z.array(PublicLocation),
  hosts: z.array(PublicHost),
  /** Of the host. */
  timezone: z.string(),
  /** Times are shown in the host's zone alone. */
  zoneLock,
  /** How many others may come along. */
  guests,
  questions: z.array(Question),
})
export type PublicEventType = z.infer<typeof PublicEventType>

export const ListedEventType = PublicEventType.pick({ slug: true, name: true, description: true, durations: true })
export type ListedEventType = z.infer<typeof ListedEventType>

export const Organizer = z.object({
  kind: z.enum(['member', 'workspace']),
  slug: Slug,
  name: z.string(),
  timezone: z.string(),
  eventTypes: z.array(ListedEventType),
  /** Of a workspace: those of its members who can be booked on their own. */
  members: z.array(z.object({ slug: Slug, name: z.string() })),
})
export type Organizer = z.infer<typeof Organizer>

export const SlotsQuery = z.object({
  start: z.iso.date(),
  end: z.iso.date(),
  timezone: z.string(),
  duration: Minutes.optional(),
  /** A hold of whoever asks: its time is listed to them. */
  hold: z.string().optional(),
})

export const HoldRequest = z.object({
  start: z.string().max(64),
  /** Minutes; one of the type's, the first where absent. */
  duration: Minutes.optional(),
  timezone: z.string().max(64),
  /** An earlier hold of theirs: renewed where it is on this time, given up for this one otherwise. */
  hold: z.string().max(64).optional(),
})
export type HoldRequest = z.infer<typeof HoldRequest>

/** C3. Whoever knows the id may book this time, renew the hold and end it. */
export const Hold = z.object({ id: z.string(), start: IsoWithOffset, end: IsoWithOffset, expiresAt: Moment })
export type Hold = z.infer<typeof Hold>
