import type { AccessFacts } from '../../core/document/access.ts'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { ReadHandle } from '../../storage/handle.ts'
import { calendarOwnersOf } from '../../storage/queries/calendar-owners-of.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { membersOf } from '../../storage/queries/members-of.ts'
import { sharesOf } from '../../storage/queries/shares-of.ts'

/** What this device knows of who may do what, from its rows. The server has the last word. */
export async function accessFacts(db: ReadHandle, workspace: WorkspaceId): Promise<AccessFacts> {
  const members = new Map((await membersOf(db, workspace)).map((member) => [member.id, member]))
  const named = (await calendarsOf(db, workspace)).map(({ id, owner }) => [id, owner] as const)
  const owned = (await calendarOwnersOf(db, workspace)).map(({ calendar, owner }) => [calendar, owner] as const)
  // The directory's owner stands above the one that a calendar's own document names.
  const owners = new Map([...named, ...owned])
  const shares = await sharesOf(db, workspace)
  return {
    role: (id) => {
      const member = members.get(id)
      return member === undefined || member.ended ? undefined : member.role
    },
    ownerOf: (calendar) => owners.get(calendar),
    shareOn: (calendar, member) =>
      shares.find((share) => share.calendar === calendar && share.member === member)?.permission,
  }
}
