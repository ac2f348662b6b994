import type { Appointment } from '../../src/core/model/appointment.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { actorName } from './booking-actor.ts'
import { refusedStep, type StepOutcome, Stepped } from './life-outcome.ts'
import type { ByMember } from './propose-time.ts'
import { steppedOf } from './stepped.ts'
import { releaseClaims } from './take-claims.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { writeStep } from './write-step.ts'

/** What a host notes of the event itself. */
export type Mark = 'checked-in' | 'no-show' | 'completed'

/** Notes that who booked has come, has not come, or that it is done: of a confirmed booking, the last two once it has begun. */
export async function markBooking(
  deps: LifeDeps,
  { by, mark, key }: { readonly by: ByMember; readonly mark: Mark; readonly key?: string | undefined },
): Promise<StepOutcome> {
  return takeStep(deps, { by, endpoint: 'mark', key, body: { mark }, kept: Stepped }, async (scope, held) => {
    const { managed, at } = held
    if (isMarked(held, mark)) return steppedOf({ managed: held.managed })
    if (managed.status !== 'confirmed') return refusedStep('already-over')
    if (mark !== 'checked-in' && at < managed.time.start) return refusedStep('too-early')
    return writeMark(scope, { held, mark }, deps)
  })
}

function isMarked({ managed }: Held, mark: Mark): boolean {
  const { checkIn } = managed.appointments[0].data
  return mark === 'checked-in' ? checkIn !== undefined : managed.status === mark
}

/** The mark itself. Nobody is told of it: it is the hosts' own. */
export async function writeMark(
  scope: TransactionScope,
  { held, mark }: { readonly held: Held; readonly mark: Mark },
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { managed, actor, at } = held
  // S6: who has not come takes nobody's time any more.
  if (mark === 'no-show') await releaseClaims(scope.tx, managed.row.id)
  const checkIn = { at, by: actorName(actor) }
  const edit = (own: Appointment): Appointment =>
    mark === 'checked-in' ? { ...own, checkIn: own.checkIn ?? checkIn } : { ...own, status: mark, proposal: undefined }
  const row = mark === 'checked-in' ? {} : { status: mark, proposalUntil: null }
  const audit = { action: `booking.${mark}`, old: { status: managed.status }, new: { mark } } as const
  return writeStep(scope, { ...held, edit, row, audit }, newId)
}
