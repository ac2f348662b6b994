import { z } from 'zod'
import { AppointmentId, type CommandId } from '../../core/model/ids.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'

/** Which appointments have changes that wait for the server: for the mark beside them. */
export type WaitingMarks = {
  has(appointment: AppointmentId): boolean
  add(command: CommandId, input: unknown): void
  /** Whether it was there. */
  remove(command: CommandId): boolean
  /** From the outbox anew: after a start, a wipe, a sign-in. */
  reset(): void
}

export function createWaitingMarks(db: DeskReadHandle): WaitingMarks {
  // Not before somebody asks: someone who worked alone for a year has a year's commands waiting.
  let byCommand: Map<CommandId, readonly AppointmentId[]> | undefined
  const marks = () =>
    (byCommand ??= new Map(waitingCommands(db).map(({ id, input }) => [id, appointmentsIn(input)] as const)))
  return {
    has: (appointment) =>
      marks()
        .values()
        .some((ids) => ids.includes(appointment)),
    add: (command, input) => byCommand?.set(command, appointmentsIn(input)),
    remove: (command) => byCommand?.delete(command) ?? true,
    reset: () => {
      byCommand = undefined
    },
  }
}

const One = z.object({ id: AppointmentId })
const Many = z.object({ items: z.array(z.object({ appointment: One })) })

// The ids of other entities are found here too, and mark nothing.
function appointmentsIn(input: unknown): AppointmentId[] {
  const many = Many.safeParse(input)
  if (many.success) return many.data.items.map(({ appointment }) => appointment.id)
  const one = One.safeParse(input)
  return one.success ? [one.data.id] : []
}
