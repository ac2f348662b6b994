import { randomBytes } from 'node:crypto'
import type { AccessFacts } from '../../src/core/document/access.ts'
import { writeDirectory, type DirectoryChange } from '../../src/core/document/directory-change.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import { captureChange } from './capture-change.ts'
import { directoryOf, directoryRows } from './directory-change.ts'
import { loadGrants, NO_GRANTS, withOwners, type Grants } from './grants.ts'
import type { OpenDocument } from './open-document.ts'
import { takeOrganizerAddresses } from './take-organizer-addresses.ts'
import { appendEntry, lockRows, openForWriting, registerClient, type Unit } from './unit-of-work.ts'

/** Owner of the client ids that the server writes with, and the actor of what it writes by itself. */
export const SERVER = 'server'

/** What may be done in a workspace. Its directory is locked, so nothing enters after a revocation has been committed. */
export async function factsOf(unit: Unit, workspace: WorkspaceId): Promise<AccessFacts> {
  return withOwners((await grantsBefore(unit, workspace)).facts, claimedIn(unit, workspace))
}

/** Calendars of which somebody sees busy times alone, what this unit changes included. */
export async function freeBusyCalendars(unit: Unit, workspace: WorkspaceId): Promise<ReadonlySet<CalendarId>> {
  const isChanged = unit.regranted.has(workspace)
  return (isChanged ? await loadGrants(unit.tx, workspace, 0) : await grantsBefore(unit, workspace)).freeBusy
}

async function grantsBefore(unit: Unit, workspace: WorkspaceId): Promise<Grants> {
  const directory = directoryOf(workspace)
  await lockRows(unit, [directory], 'share')
  const row = unit.locked.get(directory)?.row
  if (!row) return NO_GRANTS
  const known = unit.deps.grants.get(workspace)
  if (known?.directory === row.head) return known
  const grants = await loadGrants(unit.tx, workspace, row.head)
  unit.deps.grants.set(workspace, grants)
  return grants
}

function claimedIn(unit: Unit, workspace: WorkspaceId): ReadonlyMap<CalendarId, MemberId> {
  return unit.claimed.get(workspace) ?? new Map()
}

/** The first write makes the writer the owner: known at once to what follows in this unit. */
export async function claimCalendar(
  unit: Unit,
  { workspace, calendar }: { readonly workspace: WorkspaceId; readonly calendar: CalendarId },
  owner: MemberId,
): Promise<void> {
  unit.claimed.set(workspace, new Map([...claimedIn(unit, workspace), [calendar, owner]]))
  await changeDirectory(unit, workspace, { owners: [{ calendar, owner }] })
}

/** Tables and their mirror, in one. */
export async function changeDirectory(unit: Unit, workspace: WorkspaceId, change: DirectoryChange): Promise<void> {
  const directory = await openForWriting(unit, directoryOf(workspace))
  const client = serverClient(directory)
  const { updates } = captureChange(directory.doc, () => writeDirectory(directory.doc, 'put-directory', change))
  const rows = await directoryRows(unit.tx, workspace, change)
  await applyRowChanges(unit.tx, rows)
  await takeOrganizerAddresses(unit.tx, rows)
  unit.regranted.add(workspace)
  for (const { calendar, permission } of [...(change.shares ?? []), ...(change.teamShares ?? [])]) {
    if (permission === 'free-busy') unit.unveiled.push({ workspace, calendar })
  }
  for (const update of updates) {
    registerClient(unit, directory, client, SERVER)
    appendEntry(unit, { document: directory, update, actor: SERVER, device: undefined, command: undefined })
  }
}

/** The client id that this process is about to write a document with: nobody else's. Register it with what was written. */
export function serverClient({ doc, owners }: OpenDocument): number {
  while ((owners.get(doc.clientID) ?? SERVER) !== SERVER) doc.clientID = randomBytes(4).readUInt32LE()
  return doc.clientID
}

/** The grants as they will stand once the unit is committed, of every workspace where it changes them. */
export async function grantsAfter(unit: Unit): Promise<Map<WorkspaceId, Grants>> {
  const after = new Map<WorkspaceId, Grants>()
  for (const workspace of unit.regranted) {
    const head = unit.opened.get(directoryOf(workspace))?.seq ?? 0
    after.set(workspace, await loadGrants(unit.tx, workspace, head))
  }
  return after
}
