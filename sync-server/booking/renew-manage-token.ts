import type { Origin } from './booking-actor.ts'
import { type StepOutcome, Stepped } from './life-outcome.ts'
import { type LifeDeps, takeStep } from './take-step.ts'
import { writeStep } from './write-step.ts'

/** C14: whoever holds a manage token may have another one; all that were given out before end. The invitee is told by mail. */
export async function renewManageToken(
  deps: LifeDeps,
  { token, origin }: { readonly token: string; readonly origin: Origin },
): Promise<StepOutcome> {
  const by = { token, origin }
  return takeStep(deps, { by, endpoint: 'token', body: {}, kept: Stepped }, (scope, held) => {
    const generation = held.managed.row.generation + 1
    const audit = { action: 'booking.link-renewed', new: { generation } } as const
    return writeStep(scope, { ...held, row: { generation }, audit, mail: { event: 'link-renewed' } }, deps.newId)
  })
}
