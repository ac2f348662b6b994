import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { Stepped } from './life-outcome.ts'
import { nextSequence } from './moved-appointment.ts'
import type { Held, LifeDeps } from './take-step.ts'
import { writeStep } from './write-step.ts'

/** A booking that had ended stands again, as the undo of one's own step makes it (U1); its claims are taken. */
export async function writeRestored(
  scope: TransactionScope,
  { held, time }: { readonly held: Held & { readonly wrote: Appointment }; readonly time: Interval },
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { managed, wrote } = held
  const sequence = nextSequence(held)
  const { status } = wrote
  const edit = (own: Appointment): Appointment => ({
    ...own,
    status,
    sequence,
    cancellation: undefined,
    deletedAt: undefined,
    proposal: undefined,
    time: own.time?.kind === 'timed' ? { ...own.time, startsAt: time.start, endsAt: time.end } : own.time,
    attendees: own.attendees.map((one) => wrote.attendees.find(({ id }) => id === one.id) ?? one),
  })
  const step = {
    ...held,
    edit,
    row: { status, sequence, starts: time.start, ends: time.end },
    audit: {
      action: 'booking.restored',
      old: { status: managed.status },
      new: { status, starts: time.start, ends: time.end },
    },
    // Whoever came or did not is nobody's news.
    ...(managed.status === 'cancelled' && { mail: { event: 'confirmed' } as const }),
  } as const
  return writeStep(scope, step, newId)
}
