import type { BookingId, HoldId, MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import { instant, MINUTE } from '../../src/core/model/instant.ts'
import type { HostBooking } from '../../src/core/scheduling/host-time.ts'
import type { NeededTime } from '../../src/core/scheduling/needed-time.ts'
import { spansOf, uniteSpans } from '../../src/core/time/spans.ts'
import type { BusyQuery, HostBusy } from '../../src/storage/busy-book.ts'
import type { Asking } from './asking.ts'
import { type Claim, claimsWithin } from './claims-within.ts'

export type HostsQuery = Pick<BusyQuery, 'workspace' | 'calendars' | 'hosts'> & {
  readonly needed: NeededTime
  readonly now: Instant
  readonly without?: BookingId | undefined
  /** Of who asks. */
  readonly hold?: HoldId | undefined
}

/** What takes each host's time: what stands in their calendars, and claims that have nothing there. */
export async function hostTimes(
  { db, busyBook, inTransaction }: Asking,
  { workspace, calendars, hosts, needed, now, ...own }: HostsQuery,
): Promise<Map<MemberId, Pick<HostBusy, 'busy' | 'bookings'>>> {
  const { busy, counted: booked } = needed
  const times = await busyBook.hostTimes(db, { workspace, calendars, hosts, busy, booked, inTransaction })
  const members = hosts.map(({ member }) => member)
  const { standing } = await claimsWithin(db, { workspace, members, span: booked, now })
  const others = standing.filter((one) => !isOwn(one, own))
  const byHost = Map.groupBy(others, ({ host }) => host)
  return new Map(
    [...times].map(([member, { busy: taken, bookings }]) => {
      const left = bookings.filter(({ id }) => id === undefined || id !== own.without)
      return [member, withClaims({ busy: taken, bookings: left }, byHost.get(member) ?? [])]
    }),
  )
}

function isOwn({ booking, hold }: Claim, own: Pick<HostsQuery, 'without' | 'hold'>): boolean {
  return (booking !== null && booking === own.without) || (hold !== null && hold === own.hold)
}

function withClaims({ busy, bookings }: Pick<HostBusy, 'busy' | 'bookings'>, claims: readonly Claim[]) {
  const [rest, exclusive] = [claims.filter(isBusy), claims.filter((one) => !isBusy(one))]
  const known = new Set(bookings.map(({ id, start }) => `${id} ${start}`))
  const alone = exclusive.map(bookingOf).filter(({ id, start }) => id === undefined || !known.has(`${id} ${start}`))
  const taken = spansOf(rest.map(({ starts, ends }) => ({ start: starts, end: ends })))
  return { busy: taken.length === 0 ? busy : uniteSpans([busy, taken]), bookings: [...bookings, ...alone] }
}

function isBusy({ kind }: Claim): boolean {
  return kind === 'busy'
}

function bookingOf({ starts, ends, buffers, booking }: Claim): HostBooking {
  const { before, after, between } = buffers ?? { before: 0, after: 0 }
  return {
    start: instant(starts + before * MINUTE),
    end: instant(ends - after * MINUTE),
    buffers: { before, after, ...(between !== undefined && { between }) },
    ...(booking !== null && { id: booking }),
  }
}
