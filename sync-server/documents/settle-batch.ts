import { confine, unconfine } from '../safety/confine.ts'
import { type DeskChange, deskChanges, type SettleBookings } from './desk-changes.ts'
import type { Unit } from './unit-of-work.ts'
import { unitScope } from './unit-scope.ts'
import type { Writer } from './writer-command.ts'

export type JudgedRows = {
  readonly writer: Writer
  /** Of the unit's rows the first that is its own, and the first that is not. */
  readonly rows: readonly [from: number, until: number]
}

export type BatchSettling = {
  /** Before any document is locked. */
  readonly begin: (unit: Unit) => Promise<void>
  readonly settle: (unit: Unit, judged: readonly JudgedRows[]) => Promise<void>
}

/**
 * Brings bookings in line with what a batch wrote. Whose they are is known only when its documents are locked, and everybody
 * else locks documents last: where somebody is in the way it does not wait, but lets go of all, and the next attempt waits for
 * them first.
 */
export function settleBatch(bookings: SettleBookings | undefined): BatchSettling {
  let met: readonly DeskChange[] = []
  return {
    begin: async ({ tx }) => {
      if (met.length > 0) await bookings?.lock(tx, met, 'wait')
    },
    settle: async (unit, judged) => {
      if (!bookings) return
      met = await changesIn(unit, judged)
      if (met.length === 0) return
      await bookings.lock(unit.tx, met, 'try')
      const isMixed = new Set(judged.map(({ writer }) => writer.workspace)).size > 1
      for (const change of met) {
        // Each in its own workspace alone, whatever else the batch holds.
        if (isMixed) await confine(unit.tx, change.writer.workspace)
        await bookings.settle(unitScope(unit), change)
      }
      if (isMixed) await unconfine(unit.tx)
    },
  }
}

async function changesIn(unit: Unit, judged: readonly JudgedRows[]): Promise<DeskChange[]> {
  const changes: DeskChange[] = []
  for (const { writer, rows } of judged) changes.push(...(await deskChanges(unit, writer, rows)))
  return wholeEntries(changes)
}

// One that is made and changed in one batch is made as it is in the end: until then nothing of it is stored to be changed.
function wholeEntries(changes: readonly DeskChange[]): DeskChange[] {
  const whole = new Map<string, DeskChange>()
  for (const [n, change] of changes.entries()) {
    const entry = `${change.document} ${change.after.id}`
    const made = whole.get(entry)
    whole.delete(entry)
    if (made) whole.set(entry, { ...made, after: change.after })
    else whole.set(change.before ? `${entry} ${n}` : entry, change)
  }
  return [...whole.values()]
}
