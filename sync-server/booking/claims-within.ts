import { and, eq, gt, inArray, isNull, lt, or } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { MemberId } from '../../src/core/model/ids.ts'
import type { Instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { claim } from '../database/schema.ts'
import type { HostQuery } from './blocking-occurrences.ts'

export type Claim = typeof claim.$inferSelect
export type ClaimsWithin = {
  readonly standing: Claim[]
  /** Their appointment was cancelled, removed or moved on a desk: they hold nobody's time any more. */
  readonly void: Claim[]
}

/** The claims that touch the span and have not expired. One counts as long as its appointment stands where it was booked. */
export async function claimsWithin(
  db: PostgresReadHandle,
  { workspace, hosts, span, now }: HostQuery & { readonly now: Instant },
): Promise<ClaimsWithin> {
  const { appointment } = db.tables
  const members = hosts.map(({ member }): MemberId => member)
  const rows = await db
    .select({ claim, appointment: appointment.data })
    .from(claim)
    .leftJoin(appointment, and(eq(appointment.workspace, claim.workspace), eq(appointment.id, claim.appointment)))
    .where(
      and(
        eq(claim.workspace, workspace),
        inArray(claim.host, members),
        lt(claim.starts, span.end),
        gt(claim.ends, span.start),
        or(isNull(claim.expiresAt), gt(claim.expiresAt, now)),
      ),
    )
    .orderBy(claim.starts, claim.id)
  const byId = Map.groupBy(rows, (row) => row.claim.id)
  const answer: ClaimsWithin = { standing: [], void: [] }
  for (const same of byId.values()) {
    const [first] = same
    const stands = same.some((row) => row.appointment === null || standsIn(row.claim, row.appointment))
    if (first) (stands ? answer.standing : answer.void).push(first.claim)
  }
  return answer
}

function standsIn(taken: Claim, { time, status, deletedAt }: Appointment): boolean {
  if (deletedAt !== undefined || status === 'cancelled' || status === 'no-show') return false
  return time?.kind === 'timed' && time.startsAt >= taken.starts && time.endsAt <= taken.ends
}
