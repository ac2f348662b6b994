import { and, eq } from 'drizzle-orm'
import { Slug } from '../../src/core/model/workspace.ts'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { address } from '../database/schema.ts'
import { isReserved } from './reserved-slugs.ts'

/** The link at `/book/{slug}/`, open or closed, whatever workspace it belongs to; of several that want it the one it was given to. */
export async function linkBySlug(db: PostgresReadHandle, slug: string): Promise<BookingLinkRow | undefined> {
  if (!Slug.safeParse(slug).success || isReserved(slug)) return undefined
  const { bookingLink } = db.tables
  const [row] = await db
    .select({ link: bookingLink })
    .from(address)
    .innerJoin(bookingLink, and(eq(bookingLink.document, address.document), eq(bookingLink.id, address.link)))
    .where(and(eq(address.slug, slug), eq(bookingLink.slug, slug)))
  return row?.link
}
