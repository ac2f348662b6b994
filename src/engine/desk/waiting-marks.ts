import { z } from 'zod'
import { AppointmentId, type CommandId } from '../../core/model/ids.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'

/** Which appointments have changes that wait for the server: for the mark beside them. */
export type WaitingMarks = {
  has(appointment: AppointmentId): boolean
  add(command: CommandId, input: unknown): void
  remove(command: CommandId): void
  /** From the outbox anew: after a wipe, a sign-in, commands made again. */
  reset(): void
}

export function createWaitingMarks(db: DeskReadHandle): WaitingMarks {
  // Not before somebody asks: someone who worked alone for a year has a year's commands waiting.
  let byCommand: Map<CommandId, ReadonlySet<AppointmentId>> | undefined
  // All of them in one: a week of hundreds is asked about one by one.
  let marked: ReadonlySet<AppointmentId> | undefined
  const commands = () =>
    (byCommand ??= new Map(waitingCommands(db).map(({ id, input }) => [id, appointmentsIn(input)] as const)))
  const all = () =>
    (marked ??= new Set(
      commands()
        .values()
        .flatMap((ids) => ids),
    ))
  return {
    has: (appointment) => all().has(appointment),
    add: (command, input) => {
      byCommand?.set(command, appointmentsIn(input))
      marked = undefined
    },
    remove: (command) => {
      byCommand?.delete(command)
      marked = undefined
    },
    reset: () => {
      byCommand = undefined
      marked = undefined
    },
  }
}

const One = z.object({ id: AppointmentId })
const Many = z.object({ items: z.array(z.object({ appointment: One })) })

// The ids of other entities are found here too, and mark nothing.
function appointmentsIn(input: unknown): ReadonlySet<AppointmentId> {
  const many = Many.safeParse(input)
  if (many.success) return new Set(many.data.items.map(({ appointment }) => appointment.id))
  const one = One.safeParse(input)
  return new Set(one.success ? [one.data.id] : [])
}
