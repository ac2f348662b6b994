import { z } from 'zod'
import { Share, TeamShare } from '../model/calendar.ts'
import { CalendarId, MemberId } from '../model/ids.ts'
import type { EntityLayout } from './entity-layout.ts'

/** Who may do what with a calendar, as the directory says. */
export const CalendarGrants = z
  .object({
    id: CalendarId,
    owner: MemberId.optional(),
    shares: z.array(Share).readonly(),
    teamShares: z.array(TeamShare).readonly(),
  })
  .readonly()
export type CalendarGrants = z.infer<typeof CalendarGrants>

/** How owners and shares lie in the directory: one key for each member and each team whom a calendar is shared with. */
export const calendarGrantsLayout: EntityLayout<CalendarGrants> = {
  root: 'calendars',
  schema: CalendarGrants,
  keysOf: ({ owner, shares, teamShares }) => [
    ['owner', owner],
    ...shares.map(({ member, permission }) => [`share:${member}`, permission] as const),
    ...teamShares.map(({ team, permission }) => [`team:${team}`, permission] as const),
  ],
  candidate: (id, view) => ({
    id,
    owner: view.get('owner'),
    shares: view.items('share:', Share, (member, permission) => ({ member, permission })),
    teamShares: view.items('team:', TeamShare, (team, permission) => ({ team, permission })),
  }),
}
