import { inArray, sql } from 'drizzle-orm'
import type { Instant } from '../../src/core/model/instant.ts'
import { Slug } from '../../src/core/model/workspace.ts'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { address, doc } from '../database/schema.ts'
import { type Bookable, bookableOfLink, isOpen } from './bookable.ts'
import { createGatherings } from './gatherings.ts'
import { linkBySlug } from './link-by-slug.ts'
import { linkOfType, type NamedType } from './link-of-type.ts'

/** What stands behind public addresses, kept in memory and read again where a document that says it has moved. */
export type BookableBook = {
  /**
   * What can be booked at `/book/{slug}/`; undefined for an unknown, inactive, expired, used-up or reserved one alike, and where
   * a host who is needed has left, has no schedule, or no calendar that receives bookings. `db` may be a transaction that has
   * written none of these documents.
   */
  bySlug(db: PostgresReadHandle, slug: string, now: Instant): Promise<Reached | undefined>
  /** Of many the same; those that cannot be booked are left out. However many there are, whether they have moved is asked once. */
  bySlugs(db: PostgresReadHandle, slugs: readonly string[], now: Instant): Promise<Reached[]>
  /** As `linkOfType`; those who ask for one type while others do are asked for together. Outside transactions. */
  slugOfType(db: PostgresReadHandle, named: NamedType): Promise<string | undefined>
}

export type Reached = { readonly link: BookingLinkRow; readonly bookable: Bookable }
type Kept = { readonly stamp: string; readonly link: BookingLinkRow; readonly bookable: Bookable | undefined }

/** Addresses. Each keeps a type with its hosts, and the calendars of a workspace. */
const MOST = 1_000

export function createBookableBook(most: number = MOST): BookableBook {
  // In the order in which they were asked for.
  const kept = new Map<string, Kept>()
  const reach = async (db: PostgresReadHandle, slug: string, { stamp, now }: Stamped): Promise<Reached | undefined> => {
    const known = kept.get(slug)
    const found = stamp !== undefined && known?.stamp === stamp ? known : await read(db, slug, { stamp, now })
    kept.delete(slug)
    if (!found) return undefined
    if (stamp !== undefined) kept.set(slug, found)
    for (const oldest of kept.keys()) if (kept.size > most) kept.delete(oldest)
    const { link, bookable } = found
    return bookable && (await isOpen(db, link, now)) ? { link, bookable } : undefined
  }
  const bySlugs: BookableBook['bySlugs'] = async (db, slugs, now) => {
    // Before the rows are read: what they say is never older than the stamp under which it is kept.
    const stamps = await stampsOf(db, slugs)
    const reached: (Reached | undefined)[] = []
    // One after the other: whoever asks for many keeps no others from the database.
    for (const slug of slugs) reached.push(await reach(db, slug, { stamp: stamps.get(slug), now }))
    return reached.filter((one) => one !== undefined)
  }
  const named = createGatherings<NamedType, string>()
  return {
    bySlugs,
    bySlug: async (db, slug, now) => (await bySlugs(db, [slug], now))[0],
    slugOfType: (db, type) =>
      named.join(JSON.stringify([type.organizer, type.type]), type, async (all) => {
        const slug = await linkOfType(db, type)
        return new Map(slug === undefined ? [] : all.map((one) => [one, slug]))
      }),
  }
}

type Stamped = { readonly stamp: string | undefined; readonly now: Instant }

async function read(db: PostgresReadHandle, slug: string, { stamp = '', now }: Stamped): Promise<Kept | undefined> {
  const link = await linkBySlug(db, slug)
  return link && { stamp, link, bookable: await bookableOfLink(db, link, now) }
}

/**
 * Whose the address is, and the heads of all documents of that workspace but those of appointments: rows and head are committed
 * in one transaction. Heads grow within an epoch and epochs grow, so that no change leaves all sums as they are.
 */
async function stampsOf(db: PostgresReadHandle, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const named = slugs.filter((slug) => Slug.safeParse(slug).success)
  if (named.length === 0) return new Map()
  const { rows } = await db.execute<{ slug: string; stamp: string }>(
    sql`with own as materialized (
          select a.slug, a.document, a.link, d.workspace from ${address} a join ${doc} d on d.name = a.document
          where ${inArray(sql`a.slug`, named)}
        ), heads as (
          select d.workspace, concat_ws('/', count(*), sum(d.id), sum(d.epoch), sum(d.head)) as stamp from ${doc} d
          where d.workspace in (select workspace from own)
            and d.name not like '%/calendar/%/%' and d.name not like '%/busy/%' and d.name not like '%/verdicts/%'
          group by d.workspace
        )
        select own.slug, concat_ws('/', own.document, own.link, heads.stamp) as stamp from own join heads using (workspace)`,
  )
  return new Map(rows.map(({ slug, stamp }) => [slug, stamp]))
}
