import { BookingMade } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { Instant } from '../../../src/core/model/instant.ts'
import { cancelBooking } from '../../../sync-server/booking/cancel-booking.ts'
import { proposeTime } from '../../../sync-server/booking/propose-time.ts'
import { reassignBooking } from '../../../sync-server/booking/reassign-booking.ts'
import { rescheduleBooking } from '../../../sync-server/booking/reschedule-booking.ts'
import { ORIGIN } from './booking-life.ts'
import { book, id, type Node, workspace } from './booking-world.ts'

// What one of a racing pair asks, and what it was told.

const anna = id(ids.MemberId, 1)
const bert = id(ids.MemberId, 2)

export type Booked = { readonly id: ids.BookingId; readonly token: string }
/** What a request was answered, and what has to stand if it was granted. */
export type Answered = {
  readonly status: number
  readonly booking: ids.BookingId | undefined
  readonly stands: { readonly start: Instant; readonly host?: ids.MemberId } | 'cancelled'
}
type Wish = { readonly slug: string; readonly start: Instant; readonly name: string }

export async function bookedBy(node: Node, wish: Wish): Promise<Booked> {
  const { status, body } = await post(node, wish)
  if (status !== 201) throw new Error(`not booked: ${JSON.stringify(body)}`)
  const { id: made, manageUrl } = BookingMade.parse(body)
  return { id: made, token: /booking\/([\w-]+)\//.exec(manageUrl)?.[1] ?? '' }
}

export async function request(node: Node, wish: Wish): Promise<Answered> {
  const { status, body } = await post(node, wish)
  const made = status === 201 ? BookingMade.parse(body).id : undefined
  return { status, booking: made, stands: { start: wish.start } }
}

async function post(node: Node, { slug: at, start, name }: Wish) {
  const wish = { start: new Date(start).toISOString(), email: `${name.replaceAll(' ', '')}@example.org` }
  return book(node, { key: name, slug: at, wish })
}

export async function move({ deps }: Node, { id: booking, token }: Booked, start: Instant): Promise<Answered> {
  const { status } = await rescheduleBooking(deps, { by: { token, origin: ORIGIN }, start })
  return { status, booking, stands: { start } }
}

export async function reassign({ deps }: Node, { id: booking }: Booked, start: Instant): Promise<Answered> {
  const by = { workspace, member: anna, booking }
  const { status } = await reassignBooking(deps, { by, to: bert, reason: 'ill' })
  return { status, booking, stands: { start, host: bert } }
}

export async function propose(
  { deps }: Node,
  { id: booking }: Booked,
  [stays, start]: readonly [Instant, Instant],
): Promise<Answered> {
  const by = { workspace, member: anna, booking }
  const { status } = await proposeTime(deps, { by, start, reason: 'ill' })
  return { status, booking, stands: { start: stays } }
}

export async function cancel({ deps }: Node, { id: booking, token }: Booked): Promise<Answered> {
  const { status } = await cancelBooking(deps, { by: { token, origin: ORIGIN } })
  return { status, booking, stands: 'cancelled' }
}
