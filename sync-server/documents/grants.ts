import type { AccessFacts } from '../../src/core/document/access.ts'
import { accessFactsOf } from '../../src/core/document/access-facts.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { directoryStateOf } from '../../src/storage/queries/directory-state-of.ts'

/**
 * Who may do what in a workspace, as the tables said when its directory stood at `directory`. Every change of a role, a team, an
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
  facts: accessFactsOf({ members: [], teams: [], owners: [], shares: [], teamShares: [] }),
  freeBusy: new Set(),
}

export async function loadGrants(db: PostgresReadHandle, workspace: WorkspaceId, directory: number): Promise<Grants> {
  const state = await directoryStateOf(db, workspace)
  const veiled = [...state.shares, ...state.teamShares].filter(({ permission }) => permission === 'free-busy')
  return { directory, facts: accessFactsOf(state), freeBusy: new Set(veiled.map(({ calendar }) => calendar)) }
}

/** The same, with calendars that have just been claimed. */
export function withOwners(facts: AccessFacts, claimed: ReadonlyMap<CalendarId, MemberId>): AccessFacts {
  return { ...facts, ownerOf: (calendar) => facts.ownerOf(calendar) ?? claimed.get(calendar) }
}
