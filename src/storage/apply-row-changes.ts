import { and, eq, inArray } from 'drizzle-orm'
import type { RowChange } from '../core/projections/rows.ts'
import { applyAppointments } from './apply-appointments.ts'
import { applyBookables } from './apply-bookables.ts'
import { inBatches, inGroups } from './batches.ts'
import type { Handle } from './handle.ts'

/**
 * Brings the rows to what a projection says. Of several changes of one row the last one counts. The same changes again give
 * the same rows.
 */
export async function applyRowChanges(tx: Handle, changes: readonly RowChange[]): Promise<void> {
  const last = [...new Map(changes.map((change) => [keyOf(change), change])).values()]
  await applyWorkspaces(
    tx,
    last.filter((change) => change.table === 'workspace'),
  )
  await applyMembers(
    tx,
    last.filter((change) => change.table === 'member'),
  )
  await applyCalendars(
    tx,
    last.filter((change) => change.table === 'calendar'),
  )
  await applyOwners(
    tx,
    last.filter((change) => change.table === 'calendarOwner'),
  )
  await applyShares(
    tx,
    last.filter((change) => change.table === 'calendarShare'),
  )
  await applyBookables(tx, last)
  await applyAppointments(tx, last)
}

type ChangeOf<T extends RowChange['table']> = Extract<RowChange, { table: T }>

function keyOf(change: RowChange): string {
  switch (change.table) {
    case 'workspace':
      return `${change.table} ${change.put.id}`
    case 'member':
      return `${change.table} ${change.put.workspace} ${change.put.id}`
    case 'calendarOwner':
      return `${change.table} ${change.put.workspace} ${change.put.calendar}`
    case 'calendarShare':
      return `${change.table} ${change.workspace} ${change.calendar}`
    case 'calendar': {
      const { workspace, id } = 'put' in change ? change.put : { workspace: change.workspace, id: change.remove }
      return `${change.table} ${workspace} ${id}`
    }
    case 'schedule':
    case 'eventType':
    case 'bookingLink':
    case 'appointment': {
      const { document, id } = 'put' in change ? change.put : { document: change.document, id: change.remove }
      return `${change.table} ${document} ${id}`
    }
  }
}

async function applyWorkspaces(tx: Handle, changes: ChangeOf<'workspace'>[]): Promise<void> {
  const { workspace } = tx.tables
  await inBatches(changes, async (batch) => {
    const rows = batch.map((change) => change.put)
    const ids = rows.map((row) => row.id)
    await tx.delete(workspace).where(inArray(workspace.id, ids))
    await tx.insert(workspace).values(rows)
  })
}

async function applyMembers(tx: Handle, changes: ChangeOf<'member'>[]): Promise<void> {
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

async function applyCalendars(tx: Handle, changes: ChangeOf<'calendar'>[]): Promise<void> {
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

async function applyOwners(tx: Handle, changes: ChangeOf<'calendarOwner'>[]): Promise<void> {
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

async function applyShares(tx: Handle, changes: ChangeOf<'calendarShare'>[]): Promise<void> {
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
