import type { Interval } from '../../src/core/model/instant.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import { bookableOfBooking, minutesOf } from './booking-bookable.ts'
import { placesOf } from './booking-places.ts'
import { type HandOver, plannedHandOver } from './hand-over.ts'
import { type HostsAt, hostsAt, lockTime, timeTaken, type WantedTime } from './hosts-at.ts'
import { refusedStep, type TimeOutcome } from './life-outcome.ts'
import type { Held, LifeDeps } from './take-step.ts'

export type FoundHosts = { readonly plan: HandOver; readonly hosts: HostsAt; readonly wanted: WantedTime | undefined }

/** Who has the booking at another time, with everybody's time locked. */
export async function findHosts(
  scope: TransactionScope,
  { held, time, anyway }: { readonly held: Held; readonly time: Interval; readonly anyway: boolean },
  { busyBook, newId }: LifeDeps,
): Promise<FoundHosts | TimeOutcome> {
  const { managed, at: now } = held
  const bookable = await bookableOfBooking(scope.tx, managed, { now, duration: minutesOf(time) })
  await lockTime(scope.tx, { managed, bookable, time, now })
  const asking = { db: scope.tx, busyBook, inTransaction: true }
  const wanted = bookable && { managed, bookable, time, now }
  const own: HostsAt = { members: managed.hosts.map(({ id }) => id), chosen: [] }
  if (!wanted && !anyway) return refusedStep('not-allowed')
  const asked = wanted && !anyway ? await hostsAt(asking, wanted) : { offer: undefined, hosts: own }
  if (!asked.hosts) return wanted ? timeTaken(asking, wanted, asked.offer) : refusedStep('not-allowed')
  const places = await placesOf(scope.tx, managed)
  const hosts = bookable ? [...bookable.hosts, ...bookable.standIns] : []
  const plan = plannedHandOver({ held, places, members: asked.hosts.members, hosts }, newId)
  return plan ? { plan, hosts: asked.hosts, wanted } : refusedStep('not-allowed')
}
