import { isEnded } from '../../src/core/commands/is-ended.ts'
import { refusedStep, type StepRefusal } from './life-outcome.ts'
import { givenReason, policyFor, policyRefusal, type PolicyVerb } from './policy.ts'
import type { Held } from './take-step.ts'

/**
 * C11: whether the booking is one of which anything can still become, and who asks may: an invitee within the policy of its type, a
 * member always, and they say why. The answer is the reason as it is noted.
 */
export function checkedStep(
  { managed, actor, at }: Held,
  verb: PolicyVerb,
  reason: string | undefined,
): { readonly reason: string | undefined } | StepRefusal {
  if (isEnded(managed)) return refusedStep('already-over')
  const policy = policyFor(managed.eventType, verb, managed.time)
  const refused = actor.kind === 'invitee' ? policyRefusal(policy, at) : undefined
  if (refused) return refusedStep(refused)
  const given = givenReason(actor.kind === 'invitee' ? policy.reason : 'required', reason)
  return 'fields' in given ? { status: 400, code: 'invalid-request', fields: given.fields } : given
}
