import { parseDocumentName } from '../../core/document/document-name.ts'
import type { EventType } from '../../core/model/event-type.ts'
import type { EventTypeId, MemberId } from '../../core/model/ids.ts'
import { instant, type Instant, type Interval } from '../../core/model/instant.ts'
import { ok, refuse, type Result } from '../../core/model/result.ts'
import type { EventTypeRow } from '../../core/projections/rows.ts'
import { neededTime } from '../../core/scheduling/needed-time.ts'
import type { Offer, OfferHost } from '../../core/scheduling/offer.ts'
import { eventTypeById } from '../../storage/queries/event-type-by-id.ts'
import { workspaceById } from '../../storage/queries/workspace-by-id.ts'
import type { Desk } from './desk.ts'
import { absencesWithin, holidaysWithin, scheduleOf, withTimes, type Working } from './member-time.ts'

export type OfferQuery = {
  readonly eventType: EventTypeId
  /** Minutes; the type's first length where absent. */
  readonly duration?: number | undefined
  /** In which slots start, or lie. */
  readonly range: Interval
  readonly now: Instant
}

/** An event type's offer as this device knows it, good for slots in `range`. List, reasons and whole days all ask it (S1). */
export async function offerOf(desk: Desk, query: OfferQuery): Promise<Result<Offer, 'not-found'>> {
  const { now, range } = query
  const { workspace: id } = desk.identity()
  const workspace = await workspaceById(desk.store.read, id)
  const row = await eventTypeById(desk.store.read, { workspace: id, id: query.eventType })
  const duration = query.duration ?? row?.data.durations[0]
  if (workspace === undefined || row === undefined || duration === undefined) {
    return refuse('not-found', { id: query.eventType })
  }
  const { data: eventType } = row
  const { weekStart } = workspace
  const zone = await firstZone(desk, eventType, workspace.zone)
  const { busy, counted: booked } = neededTime(eventType, { duration, range, now, zone, weekStart })
  // Business days are counted from today on.
  const within = { start: instant(Math.min(now, busy.start)), end: busy.end }
  const holidays = await holidaysWithin(desk, within)
  const hosts = await withTimes(desk, await workingOf(desk, row, within), { busy, booked, holidays })
  return ok({ eventType, duration, weekStart, hosts, booked: { ofType: ofType(eventType, hosts), ofBooker: [] } })
}

async function firstZone<Z>(desk: Desk, { schedule: wanted, hosts }: EventType, otherwise: Z) {
  for (const { member } of hosts) {
    const schedule = await scheduleOf(desk, { member, wanted })
    if (schedule !== undefined) return schedule.zone
  }
  return otherwise
}

/** S5b: hosts, and for a team's types the delegates of those who are away. */
async function workingOf(
  desk: Desk,
  { document, data: eventType }: EventTypeRow,
  within: Interval,
): Promise<Working[]> {
  const hosts = await working(desk, eventType, { members: eventType.hosts.map(({ member }) => member), within })
  if (parseDocumentName(document)?.kind !== 'team') return hosts
  const named = new Set(eventType.hosts.map(({ member }) => member))
  const delegates = hosts.flatMap(({ absences }) => absences.flatMap(({ delegate }) => delegate ?? []))
  const others = [...new Set(delegates)].filter((member) => !named.has(member))
  return [...hosts, ...(await working(desk, eventType, { members: others, within }))]
}

type Wanted = { readonly members: readonly MemberId[]; readonly within: Interval }

/** Whoever has no hours here is left out. */
async function working(desk: Desk, { schedule: wanted }: EventType, { members, within }: Wanted): Promise<Working[]> {
  const absences = await absencesWithin(desk, { members, within })
  const found: Working[] = []
  for (const member of members) {
    const schedule = await scheduleOf(desk, { member, wanted })
    if (schedule !== undefined) found.push({ member, schedule, absences: absences.get(member) ?? [] })
  }
  return found
}

/** S9: what is booked of the type, each booking once, however many hosts it has. */
function ofType({ id }: EventType, hosts: readonly OfferHost[]): Interval[] {
  const own = hosts.flatMap(({ bookings }) => bookings).filter(({ eventType }) => eventType === id)
  return [...new Map(own.map((booking) => [booking.id ?? booking, booking])).values()]
}
