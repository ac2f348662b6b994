import { and, eq, inArray } from 'drizzle-orm'
import type { RowChange } from '../core/projections/rows.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/** The workspace, its members and teams, and its calendars with owners and shares. One change of a row at most; other tables are passed over. */
export async function applyDirectory(tx: Handle, changes: readonly RowChange[]): Promise<void> {
  await applyWorkspaces(tx, changes)
  await applyMembers(tx, changes)
  await applyTeams(tx, changes)
  await applyCalendars(tx, changes)
  await applyOwners(tx, changes)
  await applyShares(tx, changes)
  await applyTeamShares(tx, changes)
}

async function applyWorkspaces(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'workspace')
  const { workspace } = tx.tables
  await inBatches(changes, async (batch) => {
    const rows = batch.map((change) => change.put)
    const ids = rows.map((row) => row.id)
    await tx.delete(workspace).where(inArray(workspace.id, ids))
    await tx.insert(workspace).values(rows)
  })
}

async function applyMembers(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'member')
  const { member } = tx.tables
  const rows = changes.map((change) => change.put)
  await inGroups(
    rows,
    (row) => row.workspace,
    async (workspace, batch) => {
      const ids = batch.map((row) => row.id)
      await tx.delete(member).where(and(eq(member.workspace, workspace), inArray(member.id, ids)))
      await tx.insert(member).values(batch)
    },
  )
}

async function applyTeams(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'team')
  const { team } = tx.tables
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.workspace : change.workspace),
    async (workspace, batch) => {
      const ids = batch.map((change) => ('put' in change ? change.put.id : change.remove))
      await tx.delete(team).where(and(eq(team.workspace, workspace), inArray(team.id, ids)))
    },
  )
  const rows = changes.flatMap((change) => ('put' in change ? [change.put] : []))
  await inBatches(rows, (batch) => tx.insert(team).values(batch))
}

async function applyCalendars(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'calendar')
  const { calendar } = tx.tables
  await inGroups(
    changes,
    (change) => ('put' in change ? change.put.workspace : change.workspace),
    async (workspace, batch) => {
      const ids = batch.map((change) => ('put' in change ? change.put.id : change.remove))
      await tx.delete(calendar).where(and(eq(calendar.workspace, workspace), inArray(calendar.id, ids)))
    },
  )
  const rows = changes.flatMap((change) => ('put' in change ? [change.put] : []))
  await inBatches(rows, (batch) => tx.insert(calendar).values(batch))
}

async function applyOwners(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'calendarOwner')
  const { calendarOwner } = tx.tables
  const rows = changes.map((change) => change.put)
  await inGroups(
    rows,
    (row) => row.workspace,
    async (workspace, batch) => {
      const ids = batch.map((row) => row.calendar)
      await tx
        .delete(calendarOwner)
        .where(and(eq(calendarOwner.workspace, workspace), inArray(calendarOwner.calendar, ids)))
      await tx.insert(calendarOwner).values(batch)
    },
  )
}

async function applyShares(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'calendarShare')
  const { calendarShare } = tx.tables
  await inGroups(
    changes,
    (change) => change.workspace,
    async (workspace, batch) => {
      const ids = batch.map((change) => change.calendar)
      await tx
        .delete(calendarShare)
        .where(and(eq(calendarShare.workspace, workspace), inArray(calendarShare.calendar, ids)))
    },
  )
  await inBatches(
    changes.flatMap((change) => change.all),
    (batch) => tx.insert(calendarShare).values(batch),
  )
}

async function applyTeamShares(tx: Handle, all: readonly RowChange[]): Promise<void> {
  const changes = all.filter((change) => change.table === 'teamShare')
  const { teamShare } = tx.tables
  await inGroups(
    changes,
    (change) => change.workspace,
    async (workspace, batch) => {
      const ids = batch.map((change) => change.calendar)
      await tx.delete(teamShare).where(and(eq(teamShare.workspace, workspace), inArray(teamShare.calendar, ids)))
    },
  )
  await inBatches(
    changes.flatMap((change) => change.all),
    (batch) => tx.insert(teamShare).values(batch),
  )
}
