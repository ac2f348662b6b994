import { asc, eq } from 'drizzle-orm'
import type { BookingLinkRow } from '../../core/projections/rows.ts'
import type { ReadHandle } from '../handle.ts'

/** Whatever workspace it belongs to: a public address names none. Of two with one slug the older id. */
export async function bookingLinkBySlug(db: ReadHandle, slug: string): Promise<BookingLinkRow | undefined> {
  const { bookingLink } = db.tables
  const [row] = await db
    .select()
    .from(bookingLink)
    .where(eq(bookingLink.slug, slug))
    .orderBy(asc(bookingLink.id), asc(bookingLink.owner))
    .limit(1)
  return row
}
