import type { EventType } from '../../src/core/model/event-type.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { Bookable } from './bookable.ts'
import { bookableHosts } from './bookable-hosts.ts'
import { minutesOf, openFor, typeOf } from './booking-bookable.ts'
import type { Held } from './take-step.ts'

/** What of the booking's type one member alone could be booked for: any time from now on, however short the notice. */
export async function heirOf(
  db: PostgresReadHandle,
  { managed, at }: Held,
  to: MemberId,
): Promise<Bookable | undefined> {
  const type = await typeOf(db, managed)
  if (!type) return undefined
  const duration = minutesOf(managed.time)
  const eventType: EventType = {
    ...openFor(type.data, duration),
    category: 'one-on-one',
    hosts: [{ member: to, required: true, weight: 1, priority: 0 }],
    notice: 0,
    horizon: { kind: 'unlimited' },
  }
  const { hosts, ...around } = await bookableHosts(db, { ...type, data: eventType }, at, [to])
  const [host] = hosts
  if (!host) return undefined
  const link = { id: managed.row.link, eventType: type.id, slug: managed.slug, active: true }
  const zone = type.data.zone ?? host.schedule.zone
  return { workspace: managed.workspace, link, eventType, duration, hosts: [host], ...around, zone }
}
