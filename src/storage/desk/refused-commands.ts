import { asc, eq } from 'drizzle-orm'
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

/** What the server refused and nobody has dismissed, in the order it was made. */
export function refusedCommands(db: DeskReadHandle): SetAside[] {
  const rows = db.desk.select().from(outbox).where(eq(outbox.state, 'refused')).orderBy(asc(outbox.position)).all()
  return rows.map(({ id, verb, input, reason, at }) => ({ id, verb, input, reason: reason ?? '', at }))
}
