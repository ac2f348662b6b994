import type { MemberId } from '../../src/core/model/ids.ts'
import type { Instant, Interval } from '../../src/core/model/instant.ts'
import { instant } from '../../src/core/model/instant.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import type { BlockingOccurrence, HostQuery } from './blocking-occurrences.ts'
import { blockingOccurrences } from './blocking-occurrences.ts'
import type { Claim } from './claims-within.ts'
import { claimsWithin } from './claims-within.ts'

/** What takes one host's time; a booking stands in `claimed`, with its buffers, and not in `busy`. */
export type HostTime = { readonly busy: Interval[]; readonly claimed: Interval[] }

/** What takes each host's time within the span: the calendars and the claims. */
export async function hostTimes(
  db: PostgresReadHandle,
  query: HostQuery & { readonly now: Instant },
): Promise<Map<MemberId, HostTime>> {
  const occurrences = await blockingOccurrences(db, query)
  const { standing } = await claimsWithin(db, query)
  return new Map(
    query.hosts.map(({ member }) => {
      const claims = standing.filter(({ host }) => host === member)
      const exclusive = claims.filter(({ kind }) => kind !== 'busy')
      const rest = claims.filter(({ kind }) => kind === 'busy')
      const own = (occurrences.get(member) ?? []).filter((row) => !exclusive.some((taken) => isOf(taken, row)))
      const busy = [...own.map(({ time }) => time), ...rest.map(intervalOf)]
      return [member, { busy, claimed: exclusive.map(intervalOf) }]
    }),
  )
}

function isOf(taken: Claim, { appointment, time }: BlockingOccurrence): boolean {
  return taken.appointment === appointment && taken.starts <= time.start && time.end <= taken.ends
}

function intervalOf({ starts, ends }: Claim): Interval {
  return { start: instant(starts), end: instant(ends) }
}
