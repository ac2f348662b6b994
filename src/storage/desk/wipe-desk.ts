import type { DeskHandle } from '../handle.ts'
import * as deskTables from './desk-schema.ts'

const { setting, ...holdings } = deskTables

/** Everything that anybody has written here: documents, outbox, what was acknowledged, rows. Settings stay. */
export async function wipeHoldings(tx: DeskHandle): Promise<void> {
  for (const table of Object.values(holdings)) tx.desk.delete(table).run()
  for (const table of Object.values(tx.tables)) await tx.delete(table)
}

/** The settings too: whose desk it is, and what it knew of itself. */
export async function wipeDesk(tx: DeskHandle): Promise<void> {
  await wipeHoldings(tx)
  tx.desk.delete(setting).run()
}
