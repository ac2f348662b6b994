import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { openDatabase } from '../../../sync-server/database/open-database.ts'

/** What the database says afterwards. */
export type Books = {
  /** Bookings that stand whole: booking, time taken, and an appointment that has not been taken back. */
  readonly whole: ReadonlySet<string>
  /** Pairs of bookings that take the same time of the same host. */
  readonly overlaps: number
}

const Ids = z.array(z.object({ id: z.string() }))
const Counted = z.tuple([z.object({ pairs: z.coerce.number() })])

export async function readBooks(where: { url: string } | { folder: string }): Promise<Books> {
  await using store = await openDatabase(where)
  const standing = await store.read.execute(sql`
    select distinct b.id from booking b
    join claim c on c.booking = b.id and c.kind = 'booking'
    join appointment a on a.id = b.appointment and a.document = b.document
    where b.status = 'confirmed' and a.status = 'confirmed' and not a.deleted`)
  const doubled = await store.read.execute(sql`
    select count(*) as pairs from claim a join claim b
    on a.workspace = b.workspace and a.host = b.host and a.id < b.id and a.starts < b.ends and b.starts < a.ends
    where a.kind <> 'busy' and b.kind <> 'busy'`)
  return {
    whole: new Set(Ids.parse(standing.rows).map(({ id }) => id)),
    overlaps: Counted.parse(doubled.rows)[0].pairs,
  }
}
