import { z } from 'zod'
import { Permission } from '../model/calendar.ts'
import { CalendarId, MemberId, TeamId } from '../model/ids.ts'
import { Role } from '../model/member.ts'
import { Team } from '../model/team.ts'
import { ZoneName } from '../model/wall.ts'
import { Colour, Name, Slug } from '../model/workspace.ts'

export const SetRole = z.object({ member: MemberId, role: Role })
/** Calendars of the leaver go to `successor`; without one they stay theirs until they are passed on. */
export const EndMember = z.object({ member: MemberId, successor: MemberId.optional() })
/** What is absent stays untouched. */
export const EditMember = z.object({
  member: MemberId,
  name: Name.optional(),
  slug: Slug.optional(),
  zone: ZoneName.optional(),
  colour: Colour.optional(),
})
export const RemoveTeam = z.object({ team: TeamId })
/** With a member or with a team. No `permission`: withdrawn. */
export const ShareCalendar = z.union([
  z.strictObject({ calendar: CalendarId, member: MemberId, permission: Permission.optional() }),
  z.strictObject({ calendar: CalendarId, team: TeamId, permission: Permission.optional() }),
])
export type ShareCalendar = z.infer<typeof ShareCalendar>
export const PassCalendar = z.object({ calendar: CalendarId, to: MemberId })

/** What is done to people, teams and the rights on calendars, in a workspace whose directory is at hand. */
export type PeopleChange =
  | ({ readonly kind: 'set-role' } & z.infer<typeof SetRole>)
  | ({ readonly kind: 'end-member' } & z.infer<typeof EndMember>)
  | ({ readonly kind: 'edit-member' } & z.infer<typeof EditMember>)
  | { readonly kind: 'put-team'; readonly team: Team }
  | ({ readonly kind: 'remove-team' } & z.infer<typeof RemoveTeam>)
  | { readonly kind: 'share'; readonly share: ShareCalendar }
  | ({ readonly kind: 'pass-calendar' } & z.infer<typeof PassCalendar>)
