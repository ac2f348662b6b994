import type { DirectoryState } from '../document/access-facts.ts'
import type { TeamId } from '../model/ids.ts'
import type { Member } from '../model/member.ts'
import { mayAct } from '../model/powers.ts'
import { ok, refuse } from '../model/result.ts'
import type { Team } from '../model/team.ts'
import { activeMember } from './planned-member.ts'
import type { Planned } from './plan-people-change.ts'

/** New, or in place of the one with its id. A manager keeps to teams that are and stay their own. */
export function plannedTeam(state: DirectoryState, actor: Member, team: Team): Planned {
  const standing = state.teams.find(({ id }) => id === team.id)
  const isOwn = team.manager === actor.id && (standing === undefined || standing.manager === actor.id)
  if (!mayAct(actor.role, 'put-team', { isOwn })) return refuse('forbidden')
  const members = [...new Set(team.members)]
  if (members.some((member) => activeMember(state, member) === undefined))
    return refuse('not-found', { fields: ['team.members'] })
  if (team.manager !== undefined && !leads(activeMember(state, team.manager)))
    return refuse('invalid-input', { fields: ['team.manager'] })
  if (state.teams.some(({ id, name }) => id !== team.id && name === team.name)) return refuse('name-taken')
  return ok({ teams: [{ ...team, members }] })
}

// A team's manager writes what it offers: the role has to say that they may.
function leads(member: Member | undefined): boolean {
  return member !== undefined && member.role !== 'staff'
}

/** With the shares that it had. What it offered stays in its document. */
export function plannedTeamRemoval(state: DirectoryState, actor: Member, team: TeamId): Planned {
  const standing = state.teams.find(({ id }) => id === team)
  if (!mayAct(actor.role, 'remove-team', { isOwn: standing?.manager === actor.id })) return refuse('forbidden')
  if (standing === undefined) return refuse('not-found')
  const shares = state.teamShares.filter((share) => share.team === team)
  return ok({
    removedTeams: [team],
    teamShares: shares.map(({ calendar }) => ({ calendar, team, permission: undefined })),
  })
}
