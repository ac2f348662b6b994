import { max } from 'drizzle-orm'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'

export type NewCommand = {
  readonly id: CommandId
  readonly verb: string
  /** What the person entered: to run it again, and to show it should it be refused (Y4). */
  readonly input: unknown
  readonly at: number
}

/** Behind all others. Its parts are added by `appendLocal`. */
export function enqueueCommand(tx: DeskHandle, command: NewCommand): void {
  const last = tx.desk
    .select({ position: max(outbox.position) })
    .from(outbox)
    .get()
  tx.desk
    .insert(outbox)
    .values({ ...command, position: (last?.position ?? 0) + 1, state: 'waiting' })
    .run()
}
