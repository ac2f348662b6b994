import { eq, sql } from 'drizzle-orm'
import type * as ids from '../../../src/core/model/ids.ts'
import { MINUTE } from '../../../src/core/model/instant.ts'
import type { PostgresStore } from '../../../src/storage/store.ts'
import { booking, claim } from '../../../sync-server/database/schema.ts'

/** Everything that has to agree after whatever has happened; every list empty if it does. */
export type Disagreements = {
  /** Pairs of claims of one host that overlap, buffers included (C1). */
  readonly claims: readonly string[]
  /** Pairs of what stands in one host's calendars that overlap, buffers included: asked of the calendars alone. */
  readonly calendars: readonly string[]
  /** Bookings whose row, claims and entries do not say the same. */
  readonly torn: readonly string[]
}

export async function disagreementsIn(store: PostgresStore): Promise<Disagreements> {
  const entries = await entriesIn(store)
  return {
    claims: await overlappingClaims(store),
    calendars: overlapping(entries),
    torn: await tornBookings(store, entries),
  }
}

async function overlappingClaims({ read }: PostgresStore): Promise<string[]> {
  const { rows } = await read.execute<{ pair: string }>(sql`
    select a.id || ' ' || b.id as pair from claim a join claim b
    on a.workspace = b.workspace and a.host = b.host and a.id < b.id and a.starts < b.ends and b.starts < a.ends
    where a.kind <> 'busy' and b.kind <> 'busy'`)
  return rows.map(({ pair }) => pair)
}

type Entry = {
  readonly booking: string | undefined
  readonly owner: ids.MemberId
  readonly start: number
  readonly end: number
  /** With the minutes that have to be free around it. */
  readonly from: number
  readonly until: number
}

async function entriesIn({ read }: PostgresStore): Promise<Entry[]> {
  const { appointment: a, calendarOwner: o } = read.tables
  const rows = await read
    .select({ data: a.data, bookingId: a.bookingId, owner: o.owner })
    .from(a)
    .innerJoin(o, sql`${o.workspace} = ${a.workspace} and ${o.calendar} = ${a.calendar}`)
    .where(sql`not ${a.deleted} and ${a.status} in ('confirmed', 'pending')`)
  return rows.flatMap(({ data: { time, buffers = { before: 0, after: 0 } }, bookingId, owner }) => {
    if (time?.kind !== 'timed') return []
    const { startsAt: start, endsAt: end } = time
    const around = { from: start - buffers.before * MINUTE, until: end + buffers.after * MINUTE }
    return [{ booking: bookingId ?? undefined, owner, start, end, ...around }]
  })
}

function overlapping(entries: readonly Entry[]): string[] {
  return [...Map.groupBy(entries, ({ owner }) => owner).values()].flatMap((own) => {
    const inOrder = own.toSorted((a, b) => a.from - b.from)
    return inOrder.flatMap((entry, n) => {
      const next = inOrder[n + 1]
      return next && next.from < entry.until ? [`${entry.booking} ${next.booking}`] : []
    })
  })
}

async function tornBookings({ read }: PostgresStore, entries: readonly Entry[]): Promise<string[]> {
  const rows = await read.select().from(booking)
  // What a proposal holds is beside what the booking has.
  const taking = await read.select().from(claim).where(eq(claim.kind, 'booking'))
  const claims = Map.groupBy(taking, (own) => own.booking)
  const standing = Map.groupBy(entries, (own) => own.booking)
  return rows
    .filter(({ id, status, hosts, host, starts, ends }) => {
      const expected = status === 'confirmed' ? (hosts ?? [host]).toSorted() : []
      const own = standing.get(id) ?? []
      const taken = claims.get(id) ?? []
      const areRight =
        own.every(({ start, end }) => start === starts && end === ends) &&
        taken.every((one) =>
          own.some(({ owner, from, until }) => owner === one.host && from === one.starts && until === one.ends),
        )
      return !(
        areRight &&
        isSame(
          own.map(({ owner }) => owner),
          expected,
        ) &&
        isSame(
          taken.map((one) => one.host),
          expected,
        )
      )
    })
    .map(({ id }) => id)
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.toSorted().join() === others.toSorted().join()
}

/** Where a booking stands by its row; undefined where there is none of that id. */
export async function rowsById({ read }: PostgresStore) {
  const rows = await read.select().from(booking)
  return new Map(rows.map((row) => [row.id, row]))
}
