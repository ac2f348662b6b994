import { and, asc, eq } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'

export type SetAside = {
  readonly id: CommandId
  readonly verb: string
  readonly input: unknown
  readonly reason: string
  readonly at: number
}

/** `position`: its place in the outbox. */
export type ToTryAgain = SetAside & { readonly position: number }

const isRefused = eq(outbox.state, 'refused')

/** What the server refused and nobody has dismissed, in the order it was made. */
export function refusedCommands(db: DeskReadHandle): SetAside[] {
  return db.desk.select().from(outbox).where(isRefused).orderBy(asc(outbox.position)).all().map(asSetAside)
}

/** Of them those that a restored server had taken once, and that may come to be possible again. */
export function commandsToTryAgain(db: DeskReadHandle): ToTryAgain[] {
  const wanted = and(isRefused, eq(outbox.again, true))
  const rows = db.desk.select().from(outbox).where(wanted).orderBy(asc(outbox.position)).all()
  return rows.map((row) => Object.assign(asSetAside(row), { position: row.position }))
}

function asSetAside({ id, verb, input, reason, at }: typeof outbox.$inferSelect): SetAside {
  return { id, verb, input, reason: reason ?? '', at }
}
