import { and, eq, gt, inArray, lt, notInArray, or } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle, DeskReadHandle } from '../handle.ts'
import { keptCommand, keptPart, outbox } from './desk-schema.ts'
import { runningTime } from './running-time.ts'

/** A document as the server has it again: entries of this epoch behind `head`, and of older ones behind `from`, are gone. */
export type Restored = {
  readonly name: DocumentName
  readonly epoch: number
  readonly from: number
  readonly head: number
}

/** The kept commands of which the server no longer has everything, in the order they were made. */
export function lostCommands(db: DeskReadHandle, documents: readonly Restored[]): CommandId[] {
  const found = new Set(documents.flatMap((document) => lostIn(db, document)))
  const ids = [...found]
  const rows = []
  for (let start = 0; start < ids.length; start += 1_000) {
    const some = inArray(keptCommand.id, ids.slice(start, start + 1_000))
    rows.push(
      ...db.desk.select({ id: keptCommand.id, position: keptCommand.position }).from(keptCommand).where(some).all(),
    )
  }
  return rows.toSorted((left, right) => left.position - right.position).map(({ id }) => id)
}

function lostIn(db: DeskReadHandle, { name, epoch, from, head }: Restored): CommandId[] {
  // Of a later epoch than the server's: somebody has put older data in the place of newer ones.
  const lost = or(
    gt(keptPart.epoch, epoch),
    and(eq(keptPart.epoch, epoch), gt(keptPart.seq, head)),
    and(lt(keptPart.epoch, epoch), gt(keptPart.seq, from)),
  )
  const rows = db.desk
    .select({ command: keptPart.command })
    .from(keptPart)
    .where(and(eq(keptPart.document, name), lost))
    .all()
  return rows.map(({ command }) => command)
}

/** Back into the outbox, in their old places and without their updates: whoever calls has them run again. */
export function takeBack(tx: DeskHandle, ids: readonly CommandId[]): void {
  for (const id of ids) {
    const kept = tx.desk.select().from(keptCommand).where(eq(keptCommand.id, id)).get()
    if (kept === undefined) continue
    const { position, verb, input, at } = kept
    const row = { id, position, verb, input, at, state: 'waiting' as const, again: true }
    tx.desk.insert(outbox).values(row).onConflictDoNothing().run()
    forget(tx, [id])
  }
}

/** Those that were taken while this desk had run `longest` milliseconds less than now. */
export function forgetOldKept(tx: DeskHandle, longest: number): void {
  const before = runningTime(tx) - longest
  const old = tx.desk.select({ id: keptCommand.id }).from(keptCommand).where(lt(keptCommand.keptAt, before)).all()
  forget(
    tx,
    old.map(({ id }) => id),
  )
}

/** Documents that are no longer this device's: what was done in them, and nowhere else, is nobody's here any more. */
export function forgetKeptOf(tx: DeskHandle, documents: readonly DocumentName[]): void {
  for (const document of documents) tx.desk.delete(keptPart).where(eq(keptPart.document, document)).run()
  const standing = tx.desk.selectDistinct({ command: keptPart.command }).from(keptPart)
  tx.desk.delete(keptCommand).where(notInArray(keptCommand.id, standing)).run()
}

function forget(tx: DeskHandle, ids: readonly CommandId[]): void {
  for (const id of ids) {
    tx.desk.delete(keptPart).where(eq(keptPart.command, id)).run()
    tx.desk.delete(keptCommand).where(eq(keptCommand.id, id)).run()
  }
}
