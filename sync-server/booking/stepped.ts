import { instant, type Interval } from '../../src/core/model/instant.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Stepped } from './life-outcome.ts'
import type { BookingRow, ManagedBooking } from './managed-booking.ts'

/** What becomes of a booking's row. */
export type RowChange = Partial<
  Pick<BookingRow, 'status' | 'starts' | 'ends' | 'zone' | 'generation' | 'sequence' | 'proposalUntil'>
> &
  Partial<Pick<BookingRow, 'host' | 'hosts' | 'appointment' | 'document'>>

type After = {
  readonly managed: ManagedBooking
  readonly row?: RowChange
  readonly hosts?: readonly Member[]
}

/** A booking as it stands after a step; without a change as it stands already. */
export function steppedOf({ managed, row = {}, hosts = managed.hosts }: After): Stepped {
  const { start, end } = timeAfter({ managed, row })
  return {
    status: 200,
    booking: managed.row.id,
    attendee: managed.attendee.id,
    generation: row.generation ?? managed.row.generation,
    start,
    end,
    zone: row.zone ?? managed.zone,
    hosts: hosts.map(({ id }) => id),
  }
}

export function timeAfter({ managed: { time }, row = {} }: Pick<After, 'managed' | 'row'>): Interval {
  return { start: instant(row.starts ?? time.start), end: instant(row.ends ?? time.end) }
}
