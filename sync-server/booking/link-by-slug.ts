import { asc, eq } from 'drizzle-orm'
import type { BookingLinkRow } from '../../src/core/projections/rows.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { doc } from '../database/schema.ts'
import { isReserved } from './reserved-slugs.ts'

/**
 * The link at `/book/{slug}/`, open or closed, whatever workspace it belongs to. Of several with one slug the one whose
 * document this server has known longest: ids are made by devices, so an order by them could be forged to take over an address.
 */
export async function linkBySlug(db: PostgresReadHandle, slug: string): Promise<BookingLinkRow | undefined> {
  if (isReserved(slug)) return undefined
  const { bookingLink } = db.tables
  const [row] = await db
    .select({ link: bookingLink })
    .from(bookingLink)
    .innerJoin(doc, eq(doc.name, bookingLink.document))
    .where(eq(bookingLink.slug, slug))
    .orderBy(asc(doc.id), asc(bookingLink.id))
    .limit(1)
  return row?.link
}
