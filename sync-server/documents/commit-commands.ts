import type { PostgresStore } from '../../src/storage/store.ts'
import type { Submission } from './command-queue.ts'
import type { SettleBookings } from './desk-changes.ts'
import { entriesOfCommands } from './document-log.ts'
import { judgeRun, runsOf, type Judged } from './judge-run.ts'
import { lockBatch } from './lock-batch.ts'
import type { Follower, Rooms } from './rooms.ts'
import { runUnit } from './run-unit.ts'
import { settleBatch } from './settle-batch.ts'
import { settleMoves } from './settle-moves.ts'
import { settleRemovals } from './settle-removals.ts'
import { showEntry, showGrants } from './show-committed.ts'
import type { Unit, UnitDeps, UnitEntry } from './unit-of-work.ts'
import type { WriterCommand } from './writer-command.ts'

export type CommitDeps = {
  readonly store: PostgresStore
  readonly unit: UnitDeps
  readonly rooms: Rooms
  /** Brings bookings in line with what desks wrote, in the transaction that takes it in. */
  readonly settle?: SettleBookings | undefined
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
  const ordered = bySender(batch)
  const committed = await runUnit(store, deps, async (unit) => {
    await bookings.begin(unit)
    const judged = await judgeAll(unit, ordered)
    // After all of them: entries are shown with the commands that they are of, and then the server's own.
    await settleMoves(unit)
    await settleRemovals(unit)
    await bookings.settle(unit, judged)
    return judged
  })
  showGrants(committed.grants, { grants: deps.grants, rooms })
  for (const [index, { sender, answer }] of ordered.entries()) {
    const judged = committed.value[index]
    for (const entry of judged?.entries ?? []) showEntry(rooms, entry, sender)
    if (judged) answer(judged.answer, judged.work)
  }
  const told = committed.value.reduce((sum, { entries }) => sum + entries.length, 0)
  for (const entry of committed.entries.slice(told)) showEntry(rooms, entry)
  return committed.entries
}

/** What one connection sent stays in its order, and together: others have not seen it yet, so nothing of theirs depends on it. */
function bySender(batch: readonly Submission<Follower>[]): Submission<Follower>[] {
  return [...Map.groupBy(batch, ({ sender }) => sender).values()].flat()
}

async function judgeAll(unit: Unit, batch: readonly Submission<Follower>[]): Promise<Judged[]> {
  const commands = batch.map(({ command }) => command)
  await lockBatch(unit, commands)
  const stored = Map.groupBy(await entriesOfCommands(unit.tx, askedOf(unit, commands)), ({ command }) => command)
  const judged: Judged[] = []
  for (const run of runsOf(commands)) judged.push(...(await judgeRun(unit, run, ({ id }) => stored.get(id) ?? [])))
  return judged
}

/** Every command in the documents that it names, where they are there. */
function askedOf({ locked }: Unit, commands: readonly WriterCommand[]) {
  const ids = new Map<string, number>()
  for (const [name, { row }] of locked) if (row) ids.set(name, row.id)
  return commands.flatMap(({ id: command, parts }) =>
    parts.flatMap(({ document }) => {
      const doc = ids.get(document)
      return doc === undefined ? [] : [{ doc, command }]
    }),
  )
}
