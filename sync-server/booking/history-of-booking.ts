import { and, asc, eq, inArray } from 'drizzle-orm'
import { BookingAction, HistoryEntry, HistoryValues } from '../../src/core/contract/hosted-bookings.ts'
import { type BookingId, MemberId, type WorkspaceId } from '../../src/core/model/ids.ts'
import { instant } from '../../src/core/model/instant.ts'
import { ok, refuse, type Result } from '../../src/core/model/result.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { memberById } from '../../src/storage/queries/member-by-id.ts'
import { audit, booking } from '../database/schema.ts'
import { bookingRight } from './booking-rights.ts'
import { bookingOfRow, type ManagedBooking } from './managed-booking.ts'

export type HistoryQuery = {
  readonly workspace: WorkspaceId
  readonly by: MemberId
  readonly booking: BookingId
}

/** Every step in the life of a booking, oldest first, for whoever may see the booking; to others it is not there. */
export async function historyOfBooking(
  db: PostgresReadHandle,
  { workspace, by, booking: id }: HistoryQuery,
): Promise<Result<HistoryEntry[], 'not-found'>> {
  const [row] = await db
    .select()
    .from(booking)
    .where(and(eq(booking.workspace, workspace), eq(booking.id, id)))
  const managed = row && (await bookingOfRow(db, row))
  if (!managed || (await bookingRight(db, managed, by)) === 'none') return refuse('not-found')
  const steps = await db
    .select()
    .from(audit)
    .where(and(eq(audit.workspace, workspace), eq(audit.entity, id)))
    .orderBy(asc(audit.at), asc(audit.id))
  const names = await namesOf(db, managed, steps)
  const reader = await memberById(db, { workspace, id: by })
  const leads = reader?.role === 'owner' || reader?.role === 'admin'
  return ok(steps.flatMap((step) => entryOf(step, { name: names.get(step.actor), leads }) ?? []))
}

type StepRow = typeof audit.$inferSelect

async function namesOf(
  db: PostgresReadHandle,
  { row, appointments }: ManagedBooking,
  steps: readonly StepRow[],
): Promise<Map<string, string>> {
  const { member } = db.tables
  const attendees = appointments[0].data.attendees.map(({ id, name }) => [id, name] as const)
  const actors = steps.filter(({ actorKind }) => actorKind === 'member').map(({ actor }) => MemberId.parse(actor))
  const members = await db
    .select({ id: member.id, name: member.name })
    .from(member)
    .where(and(eq(member.workspace, row.workspace), inArray(member.id, actors)))
  return new Map<string, string>([...attendees, ...members.map(({ id, name }) => [id, name] as const)])
}

function entryOf(
  { id, at, action, actorKind, old, new: next, ip, agent }: StepRow,
  { name, leads }: { readonly name: string | undefined; readonly leads: boolean },
): HistoryEntry | undefined {
  const known = BookingAction.safeParse(action)
  if (!known.success || actorKind === 'attendee' || actorKind === 'integration') return undefined
  const origin =
    leads && (ip !== null || agent !== null) ? { ip: ip ?? undefined, agent: agent ?? undefined } : undefined
  return {
    id,
    at: instant(at),
    action: known.data,
    by: { kind: actorKind, ...(name !== undefined && { name }) },
    old: HistoryValues.parse(old ?? {}),
    new: HistoryValues.parse(next ?? {}),
    ...(origin && { origin }),
  }
}
