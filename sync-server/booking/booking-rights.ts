import { accessFactsOf } from '../../src/core/document/access-facts.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import { mayAct } from '../../src/core/model/powers.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { directoryStateOf } from '../../src/storage/queries/directory-state-of.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import type { ManagedBooking } from './managed-booking.ts'

/** `see`: what became of it and who did what; `manage`: everything a host may do. */
export type BookingRight = 'none' | 'see' | 'manage'

/**
 * What a member may do with a booking: its hosts, and owners, admins and managers of the workspace, everything; others what their
 * share of a calendar in which it stands allows.
 */
export async function bookingRight(
  db: PostgresReadHandle,
  { row, appointments, hosts }: ManagedBooking,
  by: MemberId,
): Promise<BookingRight> {
  const { workspace } = row
  const member = await memberById(db, { workspace, id: by })
  if (!member || member.ended) return 'none'
  if (mayAct(member.role, 'manage-booking', { isOwn: hosts.some(({ id }) => id === by) })) return 'manage'
  const facts = accessFactsOf(await directoryStateOf(db, workspace))
  const given = appointments.map(({ calendar }) =>
    facts.ownerOf(calendar) === by ? 'admin' : facts.shareOn(calendar, by),
  )
  if (given.some((permission) => permission === 'admin' || permission === 'write')) return 'manage'
  return given.includes('read') ? 'see' : 'none'
}
