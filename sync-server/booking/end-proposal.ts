import { isEnded } from '../../src/core/commands/is-ended.ts'
import type { Appointment, Proposal } from '../../src/core/model/appointment.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { refusedStep, type StepOutcome, Stepped } from './life-outcome.ts'
import { releaseProposed } from './move-claims.ts'
import { openProposal } from './open-proposal.ts'
import type { ByMember } from './propose-time.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { writeStep } from './write-step.ts'

/** A host takes a proposal back. */
export async function withdrawProposal(
  deps: LifeDeps,
  {
    by,
    reason,
    key,
  }: { readonly by: ByMember; readonly reason?: string | undefined; readonly key?: string | undefined },
): Promise<StepOutcome> {
  return takeStep(deps, { by, endpoint: 'withdraw', key, body: { reason }, kept: Stepped }, async (scope, held) => {
    if (isEnded(held.managed)) return refusedStep('already-over')
    const proposal = openProposal(held.managed)
    if (!proposal) return refusedStep('nothing-proposed')
    return endProposal(scope, { held, proposal, ending: 'proposal-withdrawn', reason }, deps)
  })
}

type Ending = {
  readonly held: Held
  readonly proposal: Proposal
  readonly ending: 'proposal-declined' | 'proposal-withdrawn' | 'proposal-expired'
  readonly reason?: string | undefined
}

/** C10: what was held is free, the booking stands as it did, and both are told. */
export async function endProposal(
  scope: TransactionScope,
  { held, proposal, ending, reason }: Ending,
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { startsAt, endsAt, expiresAt, at } = proposal
  await releaseProposed(scope.tx, held.managed.row.id)
  const edit = (own: Appointment): Appointment => ({ ...own, proposal: undefined })
  const step = {
    ...held,
    edit,
    row: { proposalUntil: null },
    audit: { action: `booking.${ending}`, old: { starts: startsAt, ends: endsAt, expiresAt }, new: { reason } },
    mail: {
      event: ending,
      proposal: { time: { start: startsAt, end: endsAt }, expiresAt, at },
      ...(reason !== undefined && { reason }),
    },
  } as const
  return writeStep(scope, step, newId)
}
