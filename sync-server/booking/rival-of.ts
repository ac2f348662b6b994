import { and, asc, eq, gt, inArray, isNull, lt, ne, or } from 'drizzle-orm'
import type { Appointment } from '../../src/core/model/appointment.ts'
import type { BookingId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { type Instant, instant, type Interval, MINUTE } from '../../src/core/model/instant.ts'
import type { Verdict } from '../../src/core/model/verdict.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { claim } from '../database/schema.ts'

type Wanted = {
  readonly workspace: WorkspaceId
  readonly booking: BookingId
  readonly hosts: readonly MemberId[]
  readonly time: Interval
  readonly buffers: Appointment['buffers']
  readonly now: Instant
}

/** The other side of a conflict: whose claim stands where this booking would. */
export async function rivalOf(tx: PostgresHandle, wanted: Wanted): Promise<Verdict['against']> {
  const { workspace, booking, hosts, time, now } = wanted
  const { before, after } = wanted.buffers ?? { before: 0, after: 0 }
  const [rival] = await tx
    .select()
    .from(claim)
    .where(
      and(
        eq(claim.workspace, workspace),
        inArray(claim.host, [...hosts]),
        ne(claim.kind, 'busy'),
        lt(claim.starts, time.end + after * MINUTE),
        gt(claim.ends, time.start - before * MINUTE),
        or(isNull(claim.booking), ne(claim.booking, booking)),
        or(isNull(claim.expiresAt), gt(claim.expiresAt, now)),
      ),
    )
    .orderBy(asc(claim.starts))
    .limit(1)
  if (!rival) return undefined
  const { appointment, starts, ends, buffers } = rival
  const its = {
    start: instant(starts + (buffers?.before ?? 0) * MINUTE),
    end: instant(ends - (buffers?.after ?? 0) * MINUTE),
  }
  return { time: its, ...(appointment !== null && { appointment }) }
}
