import { z } from 'zod'
import { CalendarId, MemberId, ScheduleId, TeamId } from './ids.ts'
import { ZoneName } from './wall.ts'
import { Colour, Name } from './workspace.ts'

/** What a share allows, weakest first; each includes the ones before it. */
export const Permission = z.enum(['free-busy', 'read', 'write', 'admin'])
export type Permission = z.infer<typeof Permission>

export const Share = z.object({ member: MemberId, permission: Permission }).readonly()
export type Share = z.infer<typeof Share>

/** A share for whoever is in the team at the time. */
export const TeamShare = z.object({ team: TeamId, permission: Permission }).readonly()
export type TeamShare = z.infer<typeof TeamShare>

/** The one that allows more; each permission includes the weaker ones. */
export function stronger(one: Permission | undefined, other: Permission): Permission {
  const { options } = Permission
  return one !== undefined && options.indexOf(one) > options.indexOf(other) ? one : other
}

export const Calendar = z
  .object({
    id: CalendarId,
    owner: MemberId,
    name: Name,
    description: z.string().max(2_000),
    colour: Colour,
    zone: ZoneName,
    /** Its appointments take its owner's time. */
    countsAsBusy: z.boolean(),
    /** Public bookings of its owner are written here. */
    receivesBookings: z.boolean(),
    archived: z.boolean(),
    schedule: ScheduleId.optional(),
  })
  .readonly()
export type Calendar = z.infer<typeof Calendar>
