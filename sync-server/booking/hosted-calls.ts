import type {
  HistoryEntry,
  HostedBooking,
  MoveBooking,
  ProposeTime,
  ReassignBooking,
} from '../../src/core/contract/hosted-bookings.ts'
import type { RefusalReason } from '../../src/core/contract/refusal.ts'
import type { BookingId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { ServerDeps } from '../server-deps.ts'
import type { Origin } from './booking-actor.ts'
import { cancelBooking } from './cancel-booking.ts'
import { withdrawProposal } from './end-proposal.ts'
import { historyOfBooking } from './history-of-booking.ts'
import type { TimeOutcome } from './life-outcome.ts'
import { type Mark, markBooking } from './mark-booking.ts'
import { type ByMember, proposeTime } from './propose-time.ts'
import { reassignBooking } from './reassign-booking.ts'
import { rescheduleBooking } from './reschedule-booking.ts'
import type { LifeDeps } from './take-step.ts'

/** A member who has signed in, and from where they ask. */
export type Caller = { readonly workspace: WorkspaceId; readonly by: MemberId; readonly origin: Origin }

type Keyed = { readonly booking: BookingId; readonly key?: string | undefined; readonly reason?: string | undefined }
type Answer = Promise<Result<HostedBooking, RefusalReason>>

/** What hosts do with bookings, in the words of the contract. */
export function hostedCalls(deps: LifeDeps & Pick<ServerDeps, 'store'>) {
  return {
    reschedule: async (caller: Caller, { booking, startsAt: start, minutes: duration, ...rest }: MoveBooking): Answer =>
      answerOf(await rescheduleBooking(deps, { by: byOf(caller, booking), start, duration, ...rest })),
    propose: async (caller: Caller, { booking, startsAt: start, minutes: duration, ...rest }: ProposeTime): Answer =>
      answerOf(await proposeTime(deps, { by: byOf(caller, booking), start, duration, ...rest })),
    withdrawProposal: async (caller: Caller, { booking, ...rest }: Keyed): Answer =>
      answerOf(await withdrawProposal(deps, { by: byOf(caller, booking), ...rest })),
    reassign: async (caller: Caller, { booking, ...rest }: ReassignBooking): Answer =>
      answerOf(await reassignBooking(deps, { by: byOf(caller, booking), ...rest })),
    cancel: async (caller: Caller, { booking, ...rest }: Keyed): Answer =>
      answerOf(await cancelBooking(deps, { by: byOf(caller, booking), ...rest })),
    mark: async (caller: Caller, { booking, ...rest }: Keyed & { readonly mark: Mark }): Answer =>
      answerOf(await markBooking(deps, { by: byOf(caller, booking), ...rest })),
    history: ({ workspace, by }: Caller, booking: BookingId): Promise<Result<HistoryEntry[], 'not-found'>> =>
      historyOfBooking(deps.store.read, { workspace, by, booking }),
  }
}

function byOf({ workspace, by: member, origin }: Caller, booking: BookingId): ByMember {
  return { workspace, member, booking, origin }
}

function answerOf(outcome: TimeOutcome): Result<HostedBooking, RefusalReason> {
  switch (outcome.status) {
    case 200: {
      const { booking, start: startsAt, end: endsAt, hosts } = outcome
      return ok({ booking, startsAt, endsAt, hosts })
    }
    case 409:
      return refuse('slot-taken', { code: outcome.code, alternatives: outcome.alternatives })
    case 403:
      return refuse('forbidden')
    case 404:
      return refuse('not-found')
    case 400:
      return refuse('invalid-input', { fields: outcome.fields })
    case 410:
      return refuse('already-ended')
    case 422:
      return outcome.code === 'already-over' ? refuse('already-ended') : refuse('invalid-input', { code: outcome.code })
  }
}
