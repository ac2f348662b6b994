import { and, eq } from 'drizzle-orm'
import { calendarGrantsLayout } from '../../src/core/document/calendar-grants-layout.ts'
import { documentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { readEntity, writeEntity } from '../../src/core/document/entity-layout.ts'
import { memberLayout } from '../../src/core/document/member-layout.ts'
import type { SharedDocument } from '../../src/core/document/shared-document.ts'
import { workspaceLayout } from '../../src/core/document/workspace-layout.ts'
import type { Permission, Share } from '../../src/core/model/calendar.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Workspace } from '../../src/core/model/workspace.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

/** What the tables of a workspace are told; the `directory` document is their mirror and is written along. */
export type DirectoryChange = {
  readonly workspace?: Workspace
  readonly members?: readonly Member[]
  readonly owners?: readonly { readonly calendar: CalendarId; readonly owner: MemberId }[]
  readonly shares?: readonly ShareChange[]
}

/** No `permission`: withdrawn. */
export type ShareChange = {
  readonly calendar: CalendarId
  readonly member: MemberId
  readonly permission: Permission | undefined
}

export function directoryOf(workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'directory', workspace })
}

export function mirrorDirectory(directory: SharedDocument, change: DirectoryChange): void {
  directory.transact(() => {
    if (change.workspace) writeEntity(directory, workspaceLayout, change.workspace)
    for (const member of change.members ?? []) writeEntity(directory, memberLayout, member)
    for (const { calendar, owner } of change.owners ?? []) {
      writeEntity(directory, calendarGrantsLayout, { ...grantsIn(directory, calendar), owner })
    }
    for (const share of change.shares ?? []) {
      const grants = grantsIn(directory, share.calendar)
      writeEntity(directory, calendarGrantsLayout, { ...grants, shares: withShare(grants.shares, share) })
    }
  })
}

function grantsIn(directory: SharedDocument, calendar: CalendarId) {
  return readEntity(directory, calendarGrantsLayout, calendar) ?? { id: calendar, owner: undefined, shares: [] }
}

function withShare(shares: readonly Share[], { member, permission }: ShareChange): Share[] {
  const others = shares.filter((share) => share.member !== member)
  return permission === undefined ? others : [...others, { member, permission }]
}

/** The same change as rows. Of shares a table change names all of a calendar, so the standing ones are read. */
export async function directoryRows(
  tx: PostgresHandle,
  workspace: WorkspaceId,
  change: DirectoryChange,
): Promise<RowChange[]> {
  return [
    ...(change.workspace ? [{ table: 'workspace', put: change.workspace } as const] : []),
    ...(change.members ?? []).map((member) => ({ table: 'member', put: { ...member, workspace } }) as const),
    ...(change.owners ?? []).map((owner) => ({ table: 'calendarOwner', put: { ...owner, workspace } }) as const),
    ...(await shareRows(tx, workspace, change.shares ?? [])),
  ]
}

async function shareRows(
  tx: PostgresHandle,
  workspace: WorkspaceId,
  changes: readonly ShareChange[],
): Promise<RowChange[]> {
  const { calendarShare } = tx.tables
  const byCalendar = Map.groupBy(changes, (change) => change.calendar)
  const rows: RowChange[] = []
  for (const [calendar, changed] of byCalendar) {
    const standing: Share[] = await tx
      .select({ member: calendarShare.member, permission: calendarShare.permission })
      .from(calendarShare)
      .where(and(eq(calendarShare.workspace, workspace), eq(calendarShare.calendar, calendar)))
    const all = changed
      .reduce(withShare, standing)
      .map(({ member, permission }) => ({ workspace, calendar, member, permission }))
    rows.push({ table: 'calendarShare', workspace, calendar, all })
  }
  return rows
}
