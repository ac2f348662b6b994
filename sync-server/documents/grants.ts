import { eq } from 'drizzle-orm'
import type { AccessFacts } from '../../src/core/document/access.ts'
import type { Permission } from '../../src/core/model/calendar.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Role } from '../../src/core/model/member.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'

/**
 * Who may do what in a workspace, as the tables said when its directory stood at `directory`. Every change of a role, an
 * owner or a share writes the directory in the same transaction, so an equal head means that nothing has changed since.
 */
export type Grants = {
  readonly directory: number
  readonly facts: AccessFacts
  /** Calendars of which somebody sees busy times alone. */
  readonly freeBusy: ReadonlySet<CalendarId>
}

export const NO_GRANTS: Grants = {
  directory: 0,
  facts: { role: () => undefined, ownerOf: () => undefined, shareOn: () => undefined },
  freeBusy: new Set(),
}

export async function loadGrants(db: PostgresReadHandle, workspace: WorkspaceId, directory: number): Promise<Grants> {
  const { member, calendarOwner, calendarShare } = db.tables
  const members = await db.select().from(member).where(eq(member.workspace, workspace))
  const owners = await db.select().from(calendarOwner).where(eq(calendarOwner.workspace, workspace))
  const shares = await db.select().from(calendarShare).where(eq(calendarShare.workspace, workspace))

  const roles = new Map<MemberId, Role>(members.filter((one) => !one.ended).map((one) => [one.id, one.role]))
  const ownerByCalendar = new Map<CalendarId, MemberId>(owners.map((one) => [one.calendar, one.owner]))
  const permissions = new Map<string, Permission>(
    shares.map((share) => [`${share.calendar}/${share.member}`, share.permission]),
  )
  return {
    directory,
    facts: {
      role: (member) => roles.get(member),
      ownerOf: (calendar) => ownerByCalendar.get(calendar),
      shareOn: (calendar, member) => permissions.get(`${calendar}/${member}`),
    },
    freeBusy: new Set(shares.filter(({ permission }) => permission === 'free-busy').map(({ calendar }) => calendar)),
  }
}

/** The same, with calendars that have just been claimed. */
export function withOwners(facts: AccessFacts, claimed: ReadonlyMap<CalendarId, MemberId>): AccessFacts {
  return { ...facts, ownerOf: (calendar) => facts.ownerOf(calendar) ?? claimed.get(calendar) }
}
