import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { address, doc } from '../database/schema.ts'
import type { Unit } from './unit-of-work.ts'

/**
 * Gives the addresses that links of this unit ask for to those who ask first. One that is let go of goes to whoever of the
 * others the server has known longest. To be called once the rows stand.
 */
export async function takeAddresses({ tx, rows }: Unit): Promise<void> {
  const changes = rows.filter((change) => change.table === 'bookingLink')
  if (changes.length === 0) return
  const { bookingLink } = tx.tables
  const documents = changes.map((change) => ('put' in change ? change.put.document : change.document))
  const kept = tx
    .select({ one: sql`1` })
    .from(bookingLink)
    .where(
      and(
        eq(bookingLink.slug, address.slug),
        eq(bookingLink.document, address.document),
        eq(bookingLink.id, address.link),
      ),
    )
  const released = await tx
    .delete(address)
    .where(and(inArray(address.document, documents), sql`not exists ${kept}`))
    .returning({ slug: address.slug })
  const wanted = changes.flatMap((change) => ('put' in change ? [change.put.slug] : []))
  const slugs = [...wanted, ...released.map(({ slug }) => slug)]
  if (slugs.length === 0) return
  const asking = await tx
    .select({ slug: bookingLink.slug, document: bookingLink.document, link: bookingLink.id })
    .from(bookingLink)
    // One that is born in this very unit is not there yet, and comes last.
    .leftJoin(doc, eq(doc.name, bookingLink.document))
    .where(inArray(bookingLink.slug, slugs))
    .orderBy(asc(doc.id), asc(bookingLink.id))
  if (asking.length > 0) await tx.insert(address).values(asking).onConflictDoNothing()
}
