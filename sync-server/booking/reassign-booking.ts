import type { Appointment } from '../../src/core/model/appointment.ts'
import type { MemberId } from '../../src/core/model/ids.ts'

import { isOffered } from '../../src/core/scheduling/offered-slots.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { Bookable } from './bookable.ts'
import { placesOf } from './booking-places.ts'
import { checkedStep } from './checked-step.ts'
import { type HandOver, plannedHandOver, writeHandOver } from './hand-over.ts'
import { heirOf } from './heir-of.ts'
import { lockTime } from './hosts-at.ts'
import { KeptTime, type StepRefusal, type Stepped, type TimeOutcome, type TimeTaken } from './life-outcome.ts'
import { moveClaims } from './move-claims.ts'
import { nextSequence } from './moved-appointment.ts'
import { offerOf } from './offer-of.ts'
import type { ByMember } from './propose-time.ts'
import { steppedOf } from './stepped.ts'
import { type Held, type LifeDeps, takeStep } from './take-step.ts'
import { claimedTime } from './write-move.ts'
import { writeStep } from './write-step.ts'

export type Reassign = {
  readonly by: ByMember
  /** Who has it; of several hosts the first where absent. */
  readonly from?: MemberId | undefined
  readonly to: MemberId
  readonly reason?: string | undefined
  readonly key?: string | undefined
  /** C18: whatever they have then that is no booking. */
  readonly anyway?: boolean
}

/** Gives a booking to a colleague at the time it has, in one transaction; where they are not free then it stays where it is. */
export async function reassignBooking(deps: LifeDeps, wish: Reassign): Promise<TimeOutcome> {
  const { by, key, from, to, reason, anyway } = wish
  const body = { from, to, reason, anyway }
  return takeStep(deps, { by, endpoint: 'reassign', key, body, kept: KeptTime }, (scope, held) =>
    reassign(scope, { held, wish }, deps),
  )
}

type Asked = { readonly held: Held; readonly wish: Reassign }

async function reassign(scope: TransactionScope, { held, wish }: Asked, deps: LifeDeps): Promise<TimeOutcome> {
  const checked = checkedStep(held, 'reschedule', wish.reason)
  if ('status' in checked) return checked
  const { managed, at: now } = held
  const { time } = managed
  const own = managed.hosts.map(({ id }) => id)
  const { from = managed.row.host, to } = wish
  if (!own.includes(from)) return UNKNOWN
  if (from === to) return steppedOf({ managed: held.managed })
  const heir = own.includes(to) ? undefined : await heirOf(scope.tx, held, to)
  if (!heir) return UNKNOWN
  await lockTime(scope.tx, { managed, bookable: heir, time, now })
  if (wish.anyway !== true && !(await isFree(scope, { held, heir }, deps))) return taken(held)
  const members = own.map((member) => (member === from ? to : member))
  const places = await placesOf(scope.tx, managed)
  const plan = plannedHandOver({ held, places, members, hosts: heir.hosts }, deps.newId)
  if (!plan) return UNKNOWN
  if (!(await moveClaims(scope.tx, claimedTime(held, time, plan), deps.newId))) return taken(held)
  return writeReassign(scope, { held, plan, reason: checked.reason }, deps)
}

const UNKNOWN: StepRefusal = { status: 400, code: 'invalid-request', fields: { host: 'unknown' } }

// A colleague's other times are no answer to who could come to this one.
function taken({ managed }: Held): TimeTaken {
  const { start, end } = managed.time
  return { status: 409, code: 'slot-taken', alternatives: [], duration: end - start, zone: managed.zone }
}

async function isFree(
  { tx }: TransactionScope,
  { held, heir }: { readonly held: Held; readonly heir: Bookable },
  { busyBook }: LifeDeps,
): Promise<boolean> {
  const { row, time } = held.managed
  const asking = { db: tx, busyBook, inTransaction: true }
  const offer = await offerOf(asking, heir, { range: time, now: held.at, booker: row.email, without: row.id })
  return isOffered(offer, time.start, held.at)
}

type Reassigned = { readonly held: Held; readonly plan: HandOver; readonly reason: string | undefined }

async function writeReassign(
  scope: TransactionScope,
  { held, plan, reason }: Reassigned,
  { newId }: LifeDeps,
): Promise<Stepped> {
  const { managed } = held
  const sequence = nextSequence(held)
  const members = plan.members.map(({ id }) => id)
  const edit = (own: Appointment): Appointment => ({ ...own, sequence, hosts: members, proposal: undefined })
  const place = await writeHandOver(scope, plan, { held, edit })
  const step = {
    ...held,
    edit,
    written: plan.gone.map(({ entry }) => entry.id),
    hosts: plan.members,
    row: { ...place, sequence, proposalUntil: null },
    audit: {
      action: 'booking.reassigned',
      old: { hosts: managed.hosts.map(({ id }) => id) },
      new: { hosts: members, reason },
    },
    mail: {
      event: 'reassigned',
      formerHosts: managed.hosts,
      ...(reason !== undefined && { reason }),
    },
  } as const
  return writeStep(scope, step, newId)
}
