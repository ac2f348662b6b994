import { setTimeout as pause } from 'node:timers/promises'
import { and, asc, eq, gt, lte, or } from 'drizzle-orm'
import { isEnded } from '../../src/core/commands/is-ended.ts'
import type { BookingId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { booking } from '../database/schema.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { ServerDeps } from '../server-deps.ts'
import { endProposal } from './end-proposal.ts'
import { errorFacts } from './error-facts.ts'
import { bookingOfRow, type BookingRow } from './managed-booking.ts'
import { openProposal } from './open-proposal.ts'
import { type LifeDeps, lockBooking } from './take-step.ts'

const EACH_TIME = 100

type SweepDeps = LifeDeps & Pick<ServerDeps, 'store' | 'logger'>
type Due = Pick<BookingRow, 'id'> & { readonly until: number }

/**
 * C10: ends the proposals that nobody has answered in time, each in a transaction of its own, and says how many. One that cannot
 * be ended is left for the next time, and keeps no other from its end.
 */
export async function expireProposals(deps: SweepDeps): Promise<number> {
  const now = deps.now()
  let ended = 0
  let last: Due | undefined
  do {
    const due = await dueAfter(deps, last, now)
    for (const { id } of due) if (await expireProposal(deps, id)) ended += 1
    last = due.length === EACH_TIME ? due.at(-1) : undefined
  } while (last)
  return ended
}

async function dueAfter({ store }: SweepDeps, last: Due | undefined, now: Instant): Promise<Due[]> {
  const { id, proposalUntil } = booking
  const rows = await store.read
    .select({ id, until: proposalUntil })
    .from(booking)
    .where(and(lte(proposalUntil, now), last && or(gt(proposalUntil, last.until), later(last))))
    .orderBy(asc(proposalUntil), asc(id))
    .limit(EACH_TIME)
  return rows.flatMap(({ id: due, until }) => (until === null ? [] : { id: due, until }))
}

function later({ id, until }: Due) {
  return and(eq(booking.proposalUntil, until), gt(booking.id, id))
}

async function expireProposal(deps: SweepDeps, id: BookingId): Promise<boolean> {
  try {
    return await deps.serverTransaction((scope) => endIfDue(scope, id, deps))
  } catch (error: unknown) {
    deps.logger.error(errorFacts(error), 'a proposal could not be ended')
    return false
  }
}

async function endIfDue(scope: TransactionScope, id: BookingId, deps: LifeDeps): Promise<boolean> {
  const at = deps.now()
  const row = await lockBooking(scope.tx, id)
  if (!row || row.proposalUntil === null || row.proposalUntil > at) return false
  const managed = await bookingOfRow(scope.tx, row)
  const proposal = managed && openProposal(managed)
  if (managed && proposal && !isEnded(managed)) {
    const held = { managed, actor: { kind: 'system' }, at } as const
    await endProposal(scope, { held, proposal, ending: 'proposal-expired' }, deps)
  } else await scope.tx.update(booking).set({ proposalUntil: null }).where(eq(booking.id, id))
  return true
}

/** Looks for expired proposals again and again, until disposed of. */
export function startProposalSweep(deps: ServerDeps, { pauseMs = 5_000 } = {}): AsyncDisposable {
  const stopping = new AbortController()
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await expireProposals(deps).catch((error: unknown) => {
        deps.logger.error(errorFacts(error), 'proposals could not be looked through')
      })
      await pause(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  })()
  return {
    [Symbol.asyncDispose]: async () => {
      stopping.abort()
      await running
    },
  }
}
