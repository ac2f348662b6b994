import { stronger, type Permission } from '../model/calendar.ts'
import type { CalendarId, MemberId, TeamId } from '../model/ids.ts'
import type { Member, Role } from '../model/member.ts'
import type { Team } from '../model/team.ts'
import type { AccessFacts } from './access.ts'

/** Who is who in a workspace and who may do what, as rows say it. */
export type DirectoryState = {
  /** Those who have left are among them. */
  readonly members: readonly Member[]
  readonly teams: readonly Team[]
  readonly owners: readonly { readonly calendar: CalendarId; readonly owner: MemberId }[]
  readonly shares: readonly {
    readonly calendar: CalendarId
    readonly member: MemberId
    readonly permission: Permission
  }[]
  readonly teamShares: readonly {
    readonly calendar: CalendarId
    readonly team: TeamId
    readonly permission: Permission
  }[]
}

/** What `accessTo` asks, on either side of the wire. Of several owners of a calendar the last one counts. */
export function accessFactsOf(state: DirectoryState): AccessFacts {
  const roles = new Map<MemberId, Role>(state.members.filter(({ ended }) => !ended).map(({ id, role }) => [id, role]))
  const managers = new Map(state.teams.map(({ id, manager }) => [id, manager]))
  const owners = new Map(state.owners.map(({ calendar, owner }) => [calendar, owner]))
  const permissions = permissionsIn(state)
  return {
    role: (member) => roles.get(member),
    managerOf: (team) => managers.get(team),
    ownerOf: (calendar) => owners.get(calendar),
    shareOn: (calendar, member) => permissions.get(`${calendar}/${member}`),
  }
}

function permissionsIn({ shares, teamShares, teams }: DirectoryState): ReadonlyMap<string, Permission> {
  const found = new Map<string, Permission>()
  const give = (calendar: CalendarId, member: MemberId, permission: Permission) => {
    const key = `${calendar}/${member}`
    found.set(key, stronger(found.get(key), permission))
  }
  const membersOf = new Map(teams.map(({ id, members }) => [id, members]))
  for (const { calendar, member, permission } of shares) give(calendar, member, permission)
  for (const { calendar, team, permission } of teamShares)
    for (const member of membersOf.get(team) ?? []) give(calendar, member, permission)
  return found
}
