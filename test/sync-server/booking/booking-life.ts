import { asc, eq } from 'drizzle-orm'
import { BookingMade } from '../../../src/core/contract/booking.ts'
import * as ids from '../../../src/core/model/ids.ts'
import { type Instant, instant } from '../../../src/core/model/instant.ts'
import { audit, booking, claim, outboxMessage } from '../../../sync-server/database/schema.ts'
import { manageToken } from '../../../sync-server/booking/manage-token.ts'
import { book, id, type Node, workspace } from './booking-world.ts'

/** What tests of a booking's life do over and over. */

export const ORIGIN = { ip: '192.0.2.7', agent: 'Test' } as const
export const anna = id(ids.MemberId, 1)

/** Of 2026-11-23 (or another day) in Berlin. */
export function at(clock: string, day = '2026-11-23'): Instant {
  return instant(Date.parse(`${day}T${clock}:00+01:00`))
}

export type Made = { readonly id: ids.BookingId; readonly attendee: ids.AttendeeId; readonly token: string }

let keys = 0

/** Books as an invitee does, and says with what it is managed. */
export async function bookedAt(node: Node, clock: string, edit: { day?: string; slug?: string } = {}): Promise<Made> {
  const start = new Date(at(clock, edit.day)).toISOString()
  const { status, body } = await book(node, {
    key: `life ${(keys += 1)}`,
    wish: { start },
    slug: edit.slug ?? 'anna-1',
  })
  if (status !== 201) throw new Error(`not booked: ${JSON.stringify(body)}`)
  const { id: made, manageUrl } = BookingMade.parse(body)
  const token = /booking\/([\w-]+)\//.exec(manageUrl)?.[1] ?? ''
  const { id: attendee } = (await entriesOf(node, made))[0]?.attendees[0] ?? {}
  if (!attendee) throw new Error('nobody booked')
  return { id: made, attendee, token }
}

export function byToken({ token }: Pick<Made, 'token'>) {
  return { token, origin: ORIGIN }
}

export function byMember(made: Made, member = anna) {
  return { workspace, member, booking: made.id }
}

/** C14: what a mail or an answer of that generation brings. */
export function tokenOf(node: Node, made: Made, generation: number): string {
  return manageToken(node.deps.serverKey, { booking: made.id, attendee: made.attendee }, generation)
}

/** What stands in the hosts' calendars. */
export async function entriesOf({ deps }: Node, made: ids.BookingId) {
  const { appointment } = deps.store.read.tables
  const rows = await deps.store.read
    .select()
    .from(appointment)
    .where(eq(appointment.bookingId, made))
    .orderBy(asc(appointment.calendar), asc(appointment.id))
  return rows.map(({ data }) => data)
}

/** Its row, its claims by host and its audit, as plain values. */
export async function stateOf({ deps }: Node, { id: made }: Pick<Made, 'id'>) {
  const [row] = await deps.store.read.select().from(booking).where(eq(booking.id, made))
  const claims = await deps.store.read
    .select({ host: claim.host, kind: claim.kind, starts: claim.starts, ends: claim.ends })
    .from(claim)
    .where(eq(claim.booking, made))
    .orderBy(asc(claim.host), asc(claim.starts))
  const entries = await deps.store.read
    .select()
    .from(audit)
    .where(eq(audit.entity, made))
    .orderBy(asc(audit.at), asc(audit.id))
  return { row, claims, audit: entries }
}

/** The mails about it that wait or have left: event, sequence and reader of each. */
export async function mailsOf({ deps }: Node, { id: made }: Pick<Made, 'id'>): Promise<string[]> {
  const rows = await deps.store.read
    .select({ messageId: outboxMessage.messageId })
    .from(outboxMessage)
    .where(eq(outboxMessage.subject, made))
    .orderBy(asc(outboxMessage.createdAt), asc(outboxMessage.id))
  return rows.map(({ messageId }) => messageId.replace(`${made}.`, ''))
}
