import type { z } from 'zod'
import { accessFactsOf, type DirectoryState } from '../document/access-facts.ts'
import type { CalendarId } from '../model/ids.ts'
import type { Member } from '../model/member.ts'
import { mayAct } from '../model/powers.ts'
import { ok, refuse } from '../model/result.ts'
import type { PassCalendar, ShareCalendar } from '../contract/people-change.ts'
import { activeMember } from './planned-member.ts'
import type { Planned } from './plan-people-change.ts'

/** Gives, changes or withdraws a share. An unknown calendar is answered like one that is not the actor's to share. */
export function plannedShare(state: DirectoryState, actor: Member, share: ShareCalendar): Planned {
  const owner = ownerOf(state, share.calendar)
  const isOwn = owner === actor.id || accessFactsOf(state).shareOn(share.calendar, actor.id) === 'admin'
  if (owner === undefined || !mayAct(actor.role, 'share-calendar', { isOwn })) return refuse('forbidden')
  if ('team' in share)
    return state.teams.some(({ id }) => id === share.team) ? ok({ teamShares: [share] }) : refuse('not-found')
  if (activeMember(state, share.member) === undefined) return refuse('not-found')
  return ok(share.member === owner ? {} : { shares: [share] })
}

/** Makes somebody else the owner, who needs no share of it any more. An unknown one is answered like one that is not the actor's. */
export function plannedPass(
  state: DirectoryState,
  actor: Member,
  { calendar, to }: z.infer<typeof PassCalendar>,
): Planned {
  const owner = ownerOf(state, calendar)
  if (owner === undefined || !mayAct(actor.role, 'pass-calendar', { isOwn: owner === actor.id }))
    return refuse('forbidden')
  if (activeMember(state, to) === undefined) return refuse('not-found')
  const shares = state.shares.filter((share) => share.calendar === calendar && share.member === to)
  return ok({
    owners: [{ calendar, owner: to }],
    shares: shares.map(({ member }) => ({ calendar, member, permission: undefined })),
  })
}

function ownerOf({ owners }: DirectoryState, calendar: CalendarId) {
  return owners.find((one) => one.calendar === calendar)?.owner
}
