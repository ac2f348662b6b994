import { sameValue } from '../../src/core/document/plain-value.ts'
import type { Proposal } from '../../src/core/model/appointment.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { Applying, HostChangeOutcome } from './apply-host-change.ts'
import { endProposal } from './end-proposal.ts'
import { lockTime } from './hosts-at.ts'
import { writeMark } from './mark-booking.ts'
import { holdProposed } from './move-claims.ts'
import { answerableUntil } from './open-proposal.ts'
import { writeProposal } from './propose-time.ts'
import { samePlan } from './same-plan.ts'
import type { Held } from './take-step.ts'
import { claimedTime } from './write-move.ts'
import { writeEntries } from './write-step.ts'

/** What a desk noted of a booking that stays where it is: how it ended, who came, another time that is proposed. */
export async function applyMark(scope: TransactionScope, applying: Applying): Promise<HostChangeOutcome> {
  const { held, before, after, deps } = applying
  if (after.status === 'completed' || after.status === 'no-show') {
    await writeMark(scope, { held, mark: after.status }, deps)
    return 'applied'
  }
  const isNew = after.checkIn !== undefined && before?.checkIn === undefined
  if (isNew) await writeMark(scope, { held, mark: 'checked-in' }, deps)
  const proposed = await propose(scope, applying)
  return proposed === 'in-line' && isNew ? 'applied' : proposed
}

async function propose(scope: TransactionScope, { held, before, after, deps }: Applying): Promise<HostChangeOutcome> {
  const { proposalUntil } = held.managed.row
  const proposal = after.proposal && inTime(after.proposal, held)
  if (!proposal) {
    if (proposalUntil === null || !before?.proposal) return 'in-line'
    await endProposal(scope, { held, proposal: before.proposal, ending: 'proposal-withdrawn' }, deps)
    return 'applied'
  }
  if (proposal.expiresAt === proposalUntil && sameValue(after.proposal, before?.proposal)) return 'in-line'
  return (await holdFor(scope, { held, proposal, deps })) ? 'applied' : 'proposal-refused'
}

function inTime(proposal: Proposal, { managed }: Held): Proposal {
  return { ...proposal, expiresAt: answerableUntil(proposal.expiresAt, { start: proposal.startsAt }, managed) }
}

type Holding = Pick<Applying, 'held' | 'deps'> & { readonly proposal: Proposal }

async function holdFor(scope: TransactionScope, { held, proposal, deps }: Holding): Promise<boolean> {
  const { managed, at: now } = held
  const time = { start: proposal.startsAt, end: proposal.endsAt }
  await lockTime(scope.tx, { managed, bookable: undefined, time, now })
  const plan = await samePlan(scope, held, deps)
  const { expiresAt } = proposal
  const isHeld =
    plan !== undefined &&
    expiresAt > now &&
    (await holdProposed(scope.tx, { ...claimedTime(held, time, plan), expiresAt }, deps.newId))
  if (isHeld) await writeProposal(scope, { held, proposal }, deps)
  else await writeEntries(scope, { ...held, wrote: undefined, edit: (own) => ({ ...own, proposal: undefined }) })
  return isHeld
}
