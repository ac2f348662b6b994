import { isEnded } from '../../src/core/commands/is-ended.ts'
import type { Proposal } from '../../src/core/model/appointment.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { bookableOfBooking, minutesOf } from './booking-bookable.ts'
import type { Origin } from './booking-actor.ts'
import { placesOf } from './booking-places.ts'
import { endProposal } from './end-proposal.ts'
import { lockTime, timeTaken } from './hosts-at.ts'
import { plannedHandOver } from './hand-over.ts'
import { KeptTime, refusedStep, type TimeOutcome } from './life-outcome.ts'
import { moveClaims } from './move-claims.ts'
import { openProposal } from './open-proposal.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { claimedTime, writeMove } from './write-move.ts'

export type AnswerProposal = {
  readonly token: string
  readonly origin: Origin
  readonly answer: 'accept' | 'decline'
  readonly key?: string | undefined
}

/**
 * C10: the invitee takes the time that a host has proposed, which was held for them, or leaves it at the old one. After the
 * proposal has expired there is nothing to answer.
 */
export async function answerProposal(
  deps: LifeDeps,
  { token, origin, answer, key }: AnswerProposal,
): Promise<TimeOutcome> {
  const by = { token, origin }
  return takeStep(deps, { by, endpoint: 'confirm', key, body: { answer }, kept: KeptTime }, async (scope, held) => {
    if (isEnded(held.managed)) return refusedStep('already-over')
    const proposal = openProposal(held.managed)
    if (!proposal) return refusedStep('nothing-proposed')
    if (proposal.expiresAt <= held.at) {
      await endProposal(
        scope,
        { held: { ...held, actor: { kind: 'system' } }, proposal, ending: 'proposal-expired' },
        deps,
      )
      return refusedStep('nothing-proposed')
    }
    if (answer === 'decline') return endProposal(scope, { held, proposal, ending: 'proposal-declined' }, deps)
    return accept(scope, { held, proposal }, deps)
  })
}

async function accept(
  scope: TransactionScope,
  { held, proposal }: { readonly held: Held; readonly proposal: Proposal },
  deps: LifeDeps,
): Promise<TimeOutcome> {
  const { managed, at: now } = held
  const time = { start: proposal.startsAt, end: proposal.endsAt }
  const bookable = await bookableOfBooking(scope.tx, managed, { now, duration: minutesOf(time) })
  await lockTime(scope.tx, { managed, bookable, time, now })
  const members = managed.hosts.map(({ id }) => id)
  const places = await placesOf(scope.tx, managed)
  const plan = plannedHandOver({ held, places, members, hosts: [] }, deps.newId)
  if (!plan) return refusedStep('not-allowed')
  if (await moveClaims(scope.tx, claimedTime(held, time, plan), deps.newId)) {
    const { zone } = managed
    const { reason } = proposal
    return writeMove(scope, { held, time, plan, hosts: { members, chosen: [] }, reason, zone, accepted: true }, deps)
  }
  const asking = { db: scope.tx, busyBook: deps.busyBook, inTransaction: true }
  return bookable ? timeTaken(asking, { managed, bookable, time, now }, undefined) : refusedStep('not-allowed')
}
