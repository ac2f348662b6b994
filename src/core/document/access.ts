import type { CalendarId, MemberId, TeamId } from '../model/ids.ts'
import type { Permission } from '../model/calendar.ts'
import type { Role } from '../model/member.ts'
import type { DocumentRef } from './document-name.ts'

/** `claim`: nobody owns this calendar yet; the first write makes the writer its owner. */
export type Access = 'none' | 'read' | 'write' | 'claim'

/** What the rule needs to know of a workspace (access-facts.ts); the server answers from its tables, a desk from its rows. */
export type AccessFacts = {
  /** Undefined: not a member, or one who has left. */
  role(member: MemberId): Role | undefined
  managerOf(team: TeamId): MemberId | undefined
  ownerOf(calendar: CalendarId): MemberId | undefined
  /** The strongest one, as a member or by a team. */
  shareOn(calendar: CalendarId, member: MemberId): Permission | undefined
}

/** Who reads and writes each kind of document: the one table that server and desks use (model.md). The workspace is checked by the caller. */
export function accessTo(document: DocumentRef, member: MemberId, facts: AccessFacts): Access {
  const role = facts.role(member)
  if (role === undefined) return 'none'
  const leads = role === 'owner' || role === 'admin'
  switch (document.kind) {
    case 'directory':
      return 'read'
    case 'team':
      return leads || (role === 'manager' && facts.managerOf(document.team) === member) ? 'write' : 'read'
    case 'member':
      return leads || document.member === member ? 'write' : 'read'
    case 'contacts':
    case 'orders':
      return 'write'
    case 'private':
      return document.member === member ? 'write' : 'none'
    case 'calendar':
    case 'entries':
    case 'busy':
    case 'verdicts':
      return accessToCalendar(document, member, facts)
  }
}

type CalendarDocument = Extract<DocumentRef, { calendar: CalendarId }>

function accessToCalendar(document: CalendarDocument, member: MemberId, facts: AccessFacts): Access {
  const owner = facts.ownerOf(document.calendar)
  if (owner === undefined) return document.kind === 'calendar' ? 'claim' : 'none'
  const permission = owner === member ? 'admin' : facts.shareOn(document.calendar, member)
  if (permission === undefined) return 'none'
  // Whoever sees the appointments has no use for their shadows, and would see every time twice.
  if (document.kind === 'busy') return permission === 'free-busy' ? 'read' : 'none'
  if (permission === 'free-busy') return 'none'
  if (document.kind === 'verdicts') return 'read'
  const needed = document.kind === 'calendar' ? 'admin' : 'write'
  return permission === 'admin' || permission === needed ? 'write' : 'read'
}
