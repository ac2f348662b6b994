import type { MovedPromise } from '../../core/contract/availability.ts'
import type { Appointment } from '../../core/model/appointment.ts'
import { isLaterTz } from '../../core/time/is-later-tz.ts'
import { promiseMoved } from '../../core/time/moved-promise.ts'
import { bookedFrom } from '../../storage/queries/booked-from.ts'
import type { Desk } from './desk.ts'
import { knownCalendars } from './known-calendars.ts'

/** T3: of one's own calendars, what is booked, to come, and stands elsewhere than was promised since the tz database changed. */
export async function movedPromises(desk: Desk): Promise<MovedPromise[]> {
  const { store, identity, now } = desk
  const { workspace, member } = identity()
  const own = (await knownCalendars(desk)).filter(({ owner }) => owner === member).map(({ id }) => id)
  const rows = await bookedFrom(store.read, { workspace, calendars: own, from: now() })
  return rows.flatMap(({ data }) => moved(data, desk.tz))
}

function moved({ id, title, time, promised }: Appointment, tz: string): MovedPromise[] {
  if (promised === undefined || time?.kind !== 'timed' || !isLaterTz({ tz, than: promised.tz })) return []
  const { startsAt, endsAt } = time
  const wouldStartAt = promiseMoved({ start: startsAt, promised })
  if (wouldStartAt === undefined) return []
  const { start, zone } = promised
  return [{ appointment: id, title, startsAt, endsAt, promised: { start, zone }, wouldStartAt }]
}
