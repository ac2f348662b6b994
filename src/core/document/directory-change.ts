import { z } from 'zod'
import { Permission } from '../model/calendar.ts'
import { CalendarId, MemberId, TeamId } from '../model/ids.ts'
import { Member } from '../model/member.ts'
import { Team } from '../model/team.ts'
import { Workspace } from '../model/workspace.ts'
import { calendarGrantsLayout, type CalendarGrants } from './calendar-grants-layout.ts'
import { readEntity, writeEntity } from './entity-layout.ts'
import { memberLayout } from './member-layout.ts'
import { entitiesOf, transact, type SharedDocument } from './shared-document.ts'
import { teamLayout } from './team-layout.ts'
import { workspaceLayout } from './workspace-layout.ts'

const MOST = 10_000

/** What a directory is told at once. In `shares` and `teamShares` no `permission` means that it is withdrawn. */
export const DirectoryChange = z.object({
  workspace: Workspace.optional(),
  members: z.array(Member).max(MOST).readonly().optional(),
  teams: z.array(Team).max(MOST).readonly().optional(),
  removedTeams: z.array(TeamId).max(MOST).readonly().optional(),
  owners: z
    .array(z.object({ calendar: CalendarId, owner: MemberId }))
    .max(MOST)
    .readonly()
    .optional(),
  shares: z
    .array(z.object({ calendar: CalendarId, member: MemberId, permission: Permission.optional() }))
    .max(MOST)
    .readonly()
    .optional(),
  teamShares: z
    .array(z.object({ calendar: CalendarId, team: TeamId, permission: Permission.optional() }))
    .max(MOST)
    .readonly()
    .optional(),
})
export type DirectoryChange = z.infer<typeof DirectoryChange>

export type ShareChange = NonNullable<DirectoryChange['shares']>[number]
export type TeamShareChange = NonNullable<DirectoryChange['teamShares']>[number]

/** Writes it into a directory, in one transaction named `verb`. */
export function writeDirectory(directory: SharedDocument, verb: string, change: DirectoryChange): void {
  transact(directory, verb, () => {
    if (change.workspace) writeEntity(directory, workspaceLayout, change.workspace)
    for (const member of change.members ?? []) writeEntity(directory, memberLayout, member)
    for (const team of change.teams ?? []) writeEntity(directory, teamLayout, team)
    for (const team of change.removedTeams ?? []) entitiesOf(directory, 'teams').delete(team)
    for (const { calendar, owner } of change.owners ?? []) writeGrants(directory, calendar, () => ({ owner }))
    for (const share of change.shares ?? [])
      writeGrants(directory, share.calendar, ({ shares }) => ({ shares: withShare(shares, share) }))
    for (const share of change.teamShares ?? [])
      writeGrants(directory, share.calendar, ({ teamShares }) => ({ teamShares: withTeamShare(teamShares, share) }))
  })
}

function writeGrants(
  directory: SharedDocument,
  id: CalendarId,
  edit: (grants: CalendarGrants) => Partial<CalendarGrants>,
): void {
  const grants = readEntity(directory, calendarGrantsLayout, id) ?? { id, shares: [], teamShares: [] }
  writeEntity(directory, calendarGrantsLayout, { ...grants, ...edit(grants) })
}

/** All shares with members, once this change is made. */
export function withShare(
  shares: CalendarGrants['shares'],
  { member, permission }: Omit<ShareChange, 'calendar'>,
): CalendarGrants['shares'] {
  const others = shares.filter((share) => share.member !== member)
  return permission === undefined ? others : [...others, { member, permission }]
}

/** All shares with teams, once this change is made. */
export function withTeamShare(
  shares: CalendarGrants['teamShares'],
  { team, permission }: Omit<TeamShareChange, 'calendar'>,
): CalendarGrants['teamShares'] {
  const others = shares.filter((share) => share.team !== team)
  return permission === undefined ? others : [...others, { team, permission }]
}
