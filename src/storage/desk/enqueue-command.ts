import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { outbox } from './desk-schema.ts'
import { nextPosition } from './next-position.ts'

export type NewCommand = {
  readonly id: CommandId
  readonly verb: string
  /** What the person entered: to run it again, and to show it should it be refused (Y4). */
  readonly input: unknown
  readonly at: number
}

/** Behind all others. Its parts are added by `appendLocal`. */
export function enqueueCommand(tx: DeskHandle, command: NewCommand): void {
  tx.desk
    .insert(outbox)
    .values({ ...command, position: nextPosition(tx), state: 'waiting' })
    .run()
}
