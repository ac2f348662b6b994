import type { z } from 'zod'
import type { DirectoryState } from '../document/access-facts.ts'
import type { MemberId } from '../model/ids.ts'
import type { Member } from '../model/member.ts'
import { mayAct } from '../model/powers.ts'
import { ok, refuse } from '../model/result.ts'
import type { Team } from '../model/team.ts'
import type { EditMember, EndMember, SetRole } from '../contract/people-change.ts'
import type { Planned } from './plan-people-change.ts'

/** Undefined: unknown, or one who has left. */
export function activeMember({ members }: DirectoryState, id: MemberId): Member | undefined {
  return members.find((member) => member.id === id && !member.ended)
}

export function plannedRole(
  state: DirectoryState,
  actor: Member,
  { member: id, role }: z.infer<typeof SetRole>,
): Planned {
  const member = activeMember(state, id)
  const touchesOwner = role === 'owner' || member?.role === 'owner'
  if (!mayAct(actor.role, 'set-role', { isOwn: id === actor.id, touchesOwner })) return refuse('forbidden')
  if (member === undefined) return refuse('not-found')
  if (role !== 'owner' && isLastOwner(state, member)) return refuse('last-owner')
  return ok({ members: [{ ...member, role }] })
}

export function plannedEdit(state: DirectoryState, actor: Member, input: z.infer<typeof EditMember>): Planned {
  const member = activeMember(state, input.member)
  const isOwn = input.member === actor.id
  if (!mayAct(actor.role, 'edit-member', { isOwn, touchesOwner: member?.role === 'owner' })) return refuse('forbidden')
  if (member === undefined) return refuse('not-found')
  const { name = member.name, slug = member.slug, zone = member.zone, colour = member.colour } = input
  return ok({ members: [{ ...member, name, slug, zone, colour }] })
}

/** A leaver is ended, not deleted: their calendars go to the successor, their place in teams and their shares end. */
export function plannedEnd(state: DirectoryState, actor: Member, input: z.infer<typeof EndMember>): Planned {
  const { member: id, successor } = input
  const member = activeMember(state, id)
  const target = { isOwn: id === actor.id, touchesOwner: member?.role === 'owner' }
  if (!mayAct(actor.role, 'end-member', target)) return refuse('forbidden')
  if (member === undefined) return refuse('not-found')
  if (isLastOwner(state, member)) return refuse('last-owner')
  if (successor === id) return refuse('invalid-input', { fields: ['successor'] })
  if (successor !== undefined && activeMember(state, successor) === undefined) return refuse('not-found')
  return ok({
    members: [{ ...member, ended: true }],
    teams: teamsWithout(state, id),
    owners: successor === undefined ? [] : calendarsOf(state, id).map((calendar) => ({ calendar, owner: successor })),
    shares: sharesOfLeaver(state, id, successor),
  })
}

function isLastOwner({ members }: DirectoryState, { id, role }: Member): boolean {
  return role === 'owner' && !members.some((other) => other.id !== id && other.role === 'owner' && !other.ended)
}

function calendarsOf({ owners }: DirectoryState, id: MemberId) {
  return owners.filter(({ owner }) => owner === id).map(({ calendar }) => calendar)
}

function teamsWithout({ teams }: DirectoryState, id: MemberId) {
  return teams
    .filter(({ manager, members }) => manager === id || members.includes(id))
    .map(({ id: team, name, manager, members }): Team => {
      const left = members.filter((member) => member !== id)
      return { id: team, name, manager: manager === id ? undefined : manager, members: left }
    })
}

// Whoever comes back is to be given anew what they had; a successor needs no share of what is now their own.
function sharesOfLeaver(state: DirectoryState, id: MemberId, successor: MemberId | undefined) {
  const passed = new Set(calendarsOf(state, id))
  return state.shares
    .filter(({ calendar, member }) => member === id || (member === successor && passed.has(calendar)))
    .map(({ calendar, member }) => ({ calendar, member, permission: undefined }))
}
