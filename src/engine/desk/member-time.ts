import type { Absence } from '../../core/model/absence.ts'
import type { Holiday } from '../../core/model/holiday.ts'
import type { MemberId, ScheduleId } from '../../core/model/ids.ts'
import { DAY, instant, type Interval } from '../../core/model/instant.ts'
import type { Schedule } from '../../core/model/schedule.ts'
import { ZoneName } from '../../core/model/wall.ts'
import type { OfferHost } from '../../core/scheduling/offer.ts'
import { holidaysOf } from '../../core/scheduling/holidays-of.ts'
import { wallDateOf } from '../../core/time/wall-clock.ts'
import { absencesOf } from '../../storage/queries/absences-of.ts'
import { schedulesOf } from '../../storage/queries/schedules-of.ts'
import { workspaceById } from '../../storage/queries/workspace-by-id.ts'
import type { Desk } from './desk.ts'

const UTC = ZoneName.parse('UTC')
// A date is read in a zone that is not known yet: no two are further apart.
const ZONES_APART = 2 * DAY

/** The hours this device knows a member to have: a certain schedule where it is theirs, else their first. */
export async function scheduleOf(
  { store, identity }: Desk,
  { member, wanted }: { member: MemberId; wanted?: ScheduleId | undefined },
): Promise<Schedule | undefined> {
  const rows = await schedulesOf(store.read, { workspace: identity().workspace, member })
  return (rows.find(({ id }) => id === wanted) ?? rows[0])?.data
}

/** The absences that touch `within`, of each member. */
export async function absencesWithin(
  { store, identity }: Desk,
  { members, within }: { members: readonly MemberId[]; within: Interval },
): Promise<ReadonlyMap<MemberId, readonly Absence[]>> {
  const rows = await absencesOf(store.read, { workspace: identity().workspace, members, within: around(within) })
  const byMember = Map.groupBy(rows, ({ member }) => member)
  return new Map([...byMember].map(([member, own]) => [member, own.map(({ data }) => data)]))
}

/** The holidays of country and workspace on the dates that `within` may touch, wherever one is. */
export async function holidaysWithin({ store, identity }: Desk, within: Interval): Promise<readonly Holiday[]> {
  const workspace = await workspaceById(store.read, identity().workspace)
  const { start, end } = around(within)
  return workspace ? holidaysOf(workspace, { from: wallDateOf(start, UTC), until: wallDateOf(end, UTC) }) : []
}

export type Working = {
  readonly member: MemberId
  readonly schedule: Schedule
  readonly absences: readonly Absence[]
}

type TimeAsked = { readonly busy: Interval; readonly booked: Interval; readonly holidays: readonly Holiday[] }

/** What takes their time, beside when they work. */
export async function withTimes(
  { store, busyBook, identity }: Desk,
  members: readonly Working[],
  { busy, booked, holidays }: TimeAsked,
): Promise<OfferHost[]> {
  const { workspace } = identity()
  const times = await busyBook.hostTimes(store.read, { workspace, hosts: members, busy, booked, named: true })
  return members.map(({ member, schedule, absences }) => {
    const { busy: spans = [], bookings = [], events = [] } = times.get(member) ?? {}
    return { member, schedule, absences, holidays, busy: spans, bookings, events }
  })
}

function around({ start, end }: Interval): Interval {
  return { start: instant(start - ZONES_APART), end: instant(end + ZONES_APART) }
}
