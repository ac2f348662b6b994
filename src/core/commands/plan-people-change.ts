import type { DirectoryState } from '../document/access-facts.ts'
import type { DirectoryChange } from '../document/directory-change.ts'
import type { MemberId } from '../model/ids.ts'
import { refuse, type Result } from '../model/result.ts'
import type { PeopleChange } from '../contract/people-change.ts'
import { activeMember } from './planned-member.ts'
import { plannedEdit, plannedEnd, plannedRole } from './planned-member.ts'
import { plannedPass, plannedShare } from './planned-share.ts'
import { plannedTeam, plannedTeamRemoval } from './planned-team.ts'

export type PeopleReason = 'forbidden' | 'not-found' | 'last-owner' | 'name-taken' | 'invalid-input'
export type Planned = Result<DirectoryChange, PeopleReason>

/**
 * What a directory is told for it, or why `by` may not do it, or it cannot be done. The server asks this with its directory locked;
 * an engine that works alone asks it of its own rows.
 */
export function planPeopleChange(state: DirectoryState, by: MemberId, change: PeopleChange): Planned {
  const actor = activeMember(state, by)
  if (actor === undefined) return refuse('forbidden')
  switch (change.kind) {
    case 'set-role':
      return plannedRole(state, actor, change)
    case 'end-member':
      return plannedEnd(state, actor, change)
    case 'edit-member':
      return plannedEdit(state, actor, change)
    case 'put-team':
      return plannedTeam(state, actor, change.team)
    case 'remove-team':
      return plannedTeamRemoval(state, actor, change.team)
    case 'share':
      return plannedShare(state, actor, change.share)
    case 'pass-calendar':
      return plannedPass(state, actor, change)
  }
}
