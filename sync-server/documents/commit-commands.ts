import type { PostgresStore } from '../../src/storage/store.ts'
import type { CommandAnswer, Submission } from './command-queue.ts'
import type { SettleBookings } from './desk-changes.ts'
import { entriesOfCommands } from './document-log.ts'
import { judgeCommand } from './judge-command.ts'
import { lockBatch } from './lock-batch.ts'
import type { Follower, Rooms } from './rooms.ts'
import { runUnit } from './run-unit.ts'
import { type JudgedRows, settleBatch } from './settle-batch.ts'
import { settleMoves } from './settle-moves.ts'
import { showEntry, showGrants } from './show-committed.ts'
import type { Unit, UnitDeps, UnitEntry } from './unit-of-work.ts'

export type CommitDeps = {
  readonly store: PostgresStore
  readonly unit: UnitDeps
  readonly rooms: Rooms
  /** Brings bookings in line with what desks wrote, in the transaction that takes it in. */
  readonly settle?: SettleBookings | undefined
}

type Judged = JudgedRows & {
  readonly answer: CommandAnswer
  readonly entries: readonly UnitEntry[]
}

/**
 * Judges, stores, and only after the commit shows: what anyone sees is durable. Entries and acknowledgements of one document
 * leave in the order of their sequences. Answers with the documents that were written.
 */
export async function commitCommands(
  { store, unit: deps, rooms, settle }: CommitDeps,
  batch: readonly Submission<Follower>[],
): Promise<readonly UnitEntry[]> {
  const bookings = settleBatch(settle)
  const committed = await runUnit(store, deps, async (unit) => {
    await bookings.begin(unit)
    const judged = await judgeAll(unit, batch)
    // After all of them: entries are shown with the commands that they are of, and then the server's own.
    await settleMoves(unit)
    await bookings.settle(unit, judged)
    return judged
  })
  showGrants(committed.grants, { grants: deps.grants, rooms })
  for (const [index, { sender, answer }] of batch.entries()) {
    const judged = committed.value[index]
    for (const entry of judged?.entries ?? []) showEntry(rooms, entry, sender)
    if (judged) answer(judged.answer)
  }
  const told = committed.value.reduce((sum, { entries }) => sum + entries.length, 0)
  for (const entry of committed.entries.slice(told)) showEntry(rooms, entry)
  return committed.entries
}

async function judgeAll(unit: Unit, batch: readonly Submission<Follower>[]): Promise<Judged[]> {
  const commands = batch.map(({ command }) => command)
  await lockBatch(unit, commands)
  const known = [...unit.locked.values()].flatMap(({ row }) => (row ? [row.id] : []))
  const stored = await entriesOfCommands(
    unit.tx,
    known,
    commands.map(({ id }) => id),
  )
  const judged: Judged[] = []
  for (const command of commands) {
    const from = unit.entries.length
    const rows = unit.rows.length
    const before = stored.filter((part) => part.command === command.id)
    const answer = await judgeCommand(unit, command, before)
    const { writer } = command
    judged.push({ answer, entries: unit.entries.slice(from), writer, rows: [rows, unit.rows.length] })
  }
  return judged
}
