import type { Appointment } from '../../src/core/model/appointment.ts'
import type { Interval } from '../../src/core/model/instant.ts'
import type { ZoneName } from '../../src/core/model/wall.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { actorName } from './booking-actor.ts'
import { claimantsOf, type HandOver, writeHandOver } from './hand-over.ts'
import type { HostsAt } from './hosts-at.ts'
import type { Stepped } from './life-outcome.ts'
import type { ClaimedTime } from './move-claims.ts'
import { movedAppointment, nextSequence } from './moved-appointment.ts'
import type { Held, LifeDeps } from './take-step.ts'
import { writeStep } from './write-step.ts'

/** What a booking takes of its hosts' time there; its buffers are those with which it was made (S7). */
export function claimedTime({ managed, at: now }: Held, time: Interval, plan: HandOver): ClaimedTime {
  return {
    workspace: managed.row.workspace,
    booking: managed.row.id,
    hosts: claimantsOf(plan),
    time,
    buffers: managed.appointments[0].data.buffers ?? managed.eventType.buffers,
    now,
  }
}

export type Move = {
  readonly held: Held
  readonly time: Interval
  readonly plan: HandOver
  readonly hosts: HostsAt
  readonly reason: string | undefined
  readonly zone: ZoneName
  readonly accepted?: boolean
}

/** The move itself, its claims taken. */
export async function writeMove(
  scope: TransactionScope,
  move: Move,
  { newId }: Pick<LifeDeps, 'newId'>,
): Promise<Stepped> {
  const { held, time, plan, hosts, reason, zone, accepted = false } = move
  const { managed, actor, at } = held
  const sequence = nextSequence(held)
  const members = plan.members.map(({ id }) => id)
  const moved = { time, zone, sequence, by: actorName(actor), at, reason }
  const edit = (own: Appointment): Appointment => ({ ...movedAppointment(own, moved), hosts: members })
  const place = await writeHandOver(scope, plan, { held, edit })
  const { starts, ends } = { starts: time.start, ends: time.end }
  const step = {
    ...held,
    edit,
    written: plan.gone.map(({ entry }) => entry.id),
    hosts: plan.members,
    row: { ...place, starts, ends, zone, generation: managed.row.generation + 1, sequence, proposalUntil: null },
    audit: {
      action: accepted ? 'booking.proposal-accepted' : 'booking.rescheduled',
      old: { starts: managed.time.start, ends: managed.time.end, hosts: managed.hosts.map(({ id }) => id) },
      new: { starts, ends, hosts: members, reason, ...(hosts.chosen.length > 0 && { choices: hosts.chosen }) },
    },
    mail: {
      event: accepted ? 'proposal-accepted' : 'rescheduled',
      earlier: managed.time,
      formerHosts: managed.hosts,
      ...(reason !== undefined && { reason }),
    },
  } as const
  return writeStep(scope, step, newId)
}
