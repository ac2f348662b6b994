import { and, asc, eq, inArray } from 'drizzle-orm'
import { parseDocumentName } from '../../src/core/document/document-name.ts'
import type { Absence } from '../../src/core/model/absence.ts'
import type { EventType } from '../../src/core/model/event-type.ts'
import type { CalendarId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Schedule } from '../../src/core/model/schedule.ts'
import type { CalendarRow, EventTypeRow } from '../../src/core/projections/rows.ts'
import { needsOf } from '../../src/core/scheduling/needs.ts'
import { slotMode } from '../../src/core/scheduling/slot-mode.ts'
import type { ReadHandle } from '../../src/storage/handle.ts'
import { absencesOf } from '../../src/storage/queries/absences-of.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'
import { scheduleRow } from '../../src/storage/queries/schedule-row.ts'
import { HISTORY } from './booking-history.ts'

export type BookableHost = {
  readonly member: Member
  readonly schedule: Schedule
  readonly absences: readonly Absence[]
  /** Where bookings of this host are written. */
  readonly calendar: CalendarId
}

export type BookableHosts = {
  /** In the event type's order. */
  readonly hosts: readonly BookableHost[]
  /** Delegates of theirs (S5b). */
  readonly standIns: readonly BookableHost[]
  /** All of the workspace. */
  readonly calendars: readonly CalendarRow[]
}

/**
 * Those who can be booked: members with a schedule and a calendar that receives bookings. Empty where somebody who has to be
 * free is not among them, or nobody of a group of which any would do (S10a). `assigned`: who was given the booking by hand.
 */
export async function bookableHosts(
  db: ReadHandle,
  row: EventTypeRow,
  now: Instant,
  assigned: readonly MemberId[] = [],
): Promise<BookableHosts> {
  const { data: eventType, workspace } = row
  const calendars = await calendarsOf(db, workspace)
  const isOffered = (member: MemberId): boolean => mayOffer(row, member) || assigned.includes(member)
  const named = eventType.hosts.map(({ member }) => member).filter(isOffered)
  const hosts = await hostsOf(db, { row, calendars, members: named, now })
  if (!areEnough(eventType, hosts)) return { hosts: [], standIns: [], calendars }
  const delegates = hosts.flatMap(({ absences }) => absences.flatMap(({ delegate }) => delegate ?? []))
  const others = [...new Set(delegates)].filter((member) => !named.includes(member) && mayOffer(row, member))
  const standIns = await hostsOf(db, { row, calendars, members: others, now })
  return { hosts, standIns, calendars }
}

// A member's own document is theirs to write: it may offer their time, and nobody else's.
function mayOffer({ document }: EventTypeRow, member: MemberId): boolean {
  const place = parseDocumentName(document)
  return place?.kind === 'team' || (place?.kind === 'member' && place.member === member)
}

type Wanted = {
  readonly row: EventTypeRow
  readonly calendars: readonly CalendarRow[]
  readonly members: readonly MemberId[]
  readonly now: Instant
}

async function hostsOf(db: ReadHandle, { row, calendars, members: wanted, now }: Wanted): Promise<BookableHost[]> {
  if (wanted.length === 0) return []
  const { workspace, data } = row
  const { member: m, schedule: s } = db.tables
  const members = await db
    .select()
    .from(m)
    .where(and(eq(m.workspace, workspace), inArray(m.id, [...wanted]), eq(m.ended, false)))
  const schedules = await db
    .select()
    .from(s)
    .where(and(eq(s.workspace, workspace), inArray(s.member, [...wanted])))
    .orderBy(asc(s.id))
  const within = { start: now - HISTORY, end: Number.MAX_SAFE_INTEGER }
  const absences = Map.groupBy(await absencesOf(db, { workspace, members: wanted, within }), ({ member }) => member)
  return wanted.flatMap((id) => {
    const member = members.find((one) => one.id === id)
    const theirs = schedules.filter((one) => one.member === id)
    const schedule = theirs.find((one) => one.id === data.schedule) ?? theirs[0]
    const calendar = calendars.find((own) => own.owner === id && own.receivesBookings && !own.archived)
    if (!member || !schedule || !calendar) return []
    const away = (absences.get(id) ?? []).map((absence) => absence.data)
    return [{ member, schedule: scheduleRow(schedule).data, calendar: calendar.id, absences: away }]
  })
}

function areEnough(eventType: EventType, hosts: readonly BookableHost[]): boolean {
  const found = new Set(hosts.map(({ member }) => member.id))
  const mode = slotMode(eventType)
  const named = mode === 'single' ? eventType.hosts.slice(0, 1) : eventType.hosts
  const isThere = (index: number): boolean => {
    const member = named[index]?.member
    return member !== undefined && found.has(member)
  }
  return needsOf(mode, named).every((need) => need.hosts.some(isThere))
}
