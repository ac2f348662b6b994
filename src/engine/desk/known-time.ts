import type { MemberId } from '../../core/model/ids.ts'
import type { Interval } from '../../core/model/instant.ts'
import type { Member } from '../../core/model/member.ts'
import type { FreeBusyHost } from '../../core/scheduling/free-busy.ts'
import type { HostHours } from '../../core/scheduling/host-time.ts'
import { hoursOfHost } from '../../core/scheduling/hours-of-host.ts'
import { calendarOwnersOf } from '../../storage/queries/calendar-owners-of.ts'
import { membersOf } from '../../storage/queries/members-of.ts'
import type { Desk } from './desk.ts'
import { knownCalendars } from './known-calendars.ts'
import { absencesWithin, holidaysWithin, scheduleOf } from './member-time.ts'

/** `seen`: of their calendars. Only where it is all of them, what is not busy is free. */
export type KnownTime = FreeBusyHost & { readonly seen: Seen }
type Seen = 'all' | 'some' | 'none'

type Asked = { readonly members: readonly MemberId[]; readonly span: Interval }

/**
 * What this device knows of the time of members. Hours count wherever they are known (`full`), though some of the busy times may not
 * be seen. Whoever is no member is left out.
 */
export async function knownTime(desk: Desk, { members, span }: Asked): Promise<KnownTime[]> {
  const { store, identity, busyBook } = desk
  const { workspace } = identity()
  const people = (await membersOf(store.read, workspace)).filter(({ id }) => members.includes(id))
  const hours = await hoursOf(desk, people, span)
  const seenOf = await seenCalendars(desk)
  const hosts = people.map(({ id: member, zone }) => {
    const { travel = [], tentativeBlocks = true, zone: own = zone } = hours.get(member)?.schedule ?? {}
    return { member, schedule: { zone: own, travel, tentativeBlocks } }
  })
  const times = await busyBook.hostTimes(store.read, { workspace, hosts, busy: span })
  return hosts.map(({ member, schedule }): KnownTime => {
    const { busy = [], bookings = [] } = times.get(member) ?? {}
    const seen = seenOf(member)
    const own = hours.get(member)?.hours
    const known = own ? 'full' : seen === 'none' ? 'unknown' : 'busy-only'
    return { member, busy, bookings, known, hours: own ?? noHours(schedule), seen }
  })
}

async function hoursOf(desk: Desk, people: readonly Member[], span: Interval) {
  const absences = await absencesWithin(desk, { members: people.map(({ id }) => id), within: span })
  const holidays = await holidaysWithin(desk, span)
  const found = await Promise.all(
    people.map(async ({ id: member }) => {
      const schedule = await scheduleOf(desk, { member })
      if (schedule === undefined) return []
      const hours = hoursOfHost({}, { schedule, absences: absences.get(member) ?? [], holidays })
      return [[member, { schedule, hours }] as const]
    }),
  )
  return new Map(found.flat())
}

function noHours({ zone, travel }: Pick<HostHours, 'zone' | 'travel'>): HostHours {
  return { zone, travel, weekly: [], overrides: [], rules: [], breaks: [], absences: [], holidays: [] }
}

/** Of somebody's calendars, as the directory names them, those of which this device sees the times. */
async function seenCalendars(desk: Desk): Promise<(member: MemberId) => Seen> {
  const { store, identity } = desk
  const known = await knownCalendars(desk)
  const owned = await calendarOwnersOf(store.read, identity().workspace)
  const ids = new Set(known.map(({ id }) => id))
  return (member) => {
    if (!known.some(({ owner }) => owner === member)) return member === identity().member ? 'all' : 'none'
    return owned.every(({ owner, calendar }) => owner !== member || ids.has(calendar)) ? 'all' : 'some'
  }
}
