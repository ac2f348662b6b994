import { accessFactsOf } from '../../core/document/access-facts.ts'
import type { AccessFacts } from '../../core/document/access.ts'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { ReadHandle } from '../../storage/handle.ts'
import { calendarsOf } from '../../storage/queries/calendars-of.ts'
import { directoryStateOf } from '../../storage/queries/directory-state-of.ts'

/** What this device knows of who may do what, from its rows. The server has the last word. */
export async function accessFacts(db: ReadHandle, workspace: WorkspaceId): Promise<AccessFacts> {
  const state = await directoryStateOf(db, workspace)
  const named = (await calendarsOf(db, workspace)).map(({ id, owner }) => ({ calendar: id, owner }))
  // The directory's owner stands above the one that a calendar's own document names.
  return accessFactsOf({ ...state, owners: [...named, ...state.owners] })
}
