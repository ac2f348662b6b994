import { MemberId } from '../src/core/model/ids.ts'
import { DAY, HOUR, instant, type Interval, MINUTE } from '../src/core/model/instant.ts'
import { ClockTime, ZoneName } from '../src/core/model/wall.ts'
import { createBusyIndex, type BusyIndex } from '../src/core/scheduling/busy-index.ts'
import { freeBusy } from '../src/core/scheduling/free-busy.ts'
import type { HostHours } from '../src/core/scheduling/host-time.ts'
import { cpuMs } from './cpu-time.ts'
import { seeded } from './seeded.ts'

/** CPU ms for the free and busy times of all members over one week, from their indexes. */
export type FreeBusyCost = { readonly members: number; readonly busyPerMember: number; readonly ms: number }

const MEMBERS = 1_000
const BUSY = 400
const FIRST = Date.UTC(2027, 0, 4)
const ZONES = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney', 'America/Sao_Paulo']

export function freeBusyMs(ms: number): FreeBusyCost {
  const random = seeded(3)
  const people = Array.from({ length: MEMBERS }, (_, i) => ({
    member: MemberId.parse(`00000000-0000-7000-8000-${String(i).padStart(12, '0')}`),
    hours: hoursIn(ZoneName.parse(ZONES[i % ZONES.length])),
    index: quarterOf(random),
  }))
  const weekAt = (week: number): Interval => {
    const start = FIRST + week * 7 * DAY
    return { start: instant(start), end: instant(start + 7 * DAY) }
  }
  const calls = Array.from({ length: 8 }, (_, week) => () => {
    const range = weekAt(week)
    const hosts = people.map(({ member, hours, index }) => {
      return { member, hours, busy: index.within(range.start, range.end), bookings: [], known: 'full' } as const
    })
    return freeBusy(hosts, [range])
  })
  return { members: MEMBERS, busyPerMember: BUSY, ms: Number(cpuMs(calls, { ms }).toPrecision(3)) }
}

function hoursIn(zone: ZoneName): HostHours {
  const ranges = [
    { start: ClockTime.parse('09:00'), end: ClockTime.parse('12:00') },
    { start: ClockTime.parse('13:00'), end: ClockTime.parse('17:00') },
  ]
  const weekly = [1, 2, 3, 4, 5].map((day) => ({ day, ranges }))
  return { zone, weekly, overrides: [], rules: [], breaks: [], travel: [], absences: [], holidays: [] }
}

/** About four a day over a quarter, a quarter of an hour to two hours long. */
function quarterOf(random: () => number): BusyIndex {
  return createBusyIndex(
    Array.from({ length: BUSY }, (_, i) => {
      const start = FIRST + Math.floor((random() * 91 * DAY) / (15 * MINUTE)) * 15 * MINUTE
      return {
        key: String(i),
        start: instant(start),
        end: instant(start + HOUR / 4 + Math.floor(random() * 8) * 15 * MINUTE),
      }
    }),
  )
}
