import { inArray } from 'drizzle-orm'
import type { AskingLink } from '../../src/core/contract/server.ts'
import type { BookingLinkId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { Slug } from '../../src/core/model/workspace.ts'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { isReserved } from '../booking/reserved-slugs.ts'
import { address } from '../database/schema.ts'

/** Which of these no link could have any more: somebody's already, or the server's own. */
export async function takenAddresses(db: PostgresReadHandle, slugs: readonly Slug[]): Promise<Slug[]> {
  if (slugs.length === 0) return []
  const found = await db
    .select({ slug: address.slug })
    .from(address)
    .where(inArray(address.slug, [...slugs]))
  const taken = new Set(found.map(({ slug }) => slug))
  return slugs.filter((slug) => taken.has(slug) || isReserved(slug))
}

/** Of links of this workspace those whose address is another one's, or could be nobody's. One that nobody has yet is not lost. */
export async function lostAddresses(
  db: PostgresReadHandle,
  workspace: WorkspaceId,
  links: readonly AskingLink[],
): Promise<BookingLinkId[]> {
  if (links.length === 0) return []
  const slugs = links.map(({ slug }) => slug)
  const found = await db.select().from(address).where(inArray(address.slug, slugs))
  const holders = new Map(found.map((row) => [row.slug, row]))
  const lost = links.filter(({ id, slug }) => {
    const holder = holders.get(slug)
    const isOurs = holder === undefined || (holder.link === id && holder.document.startsWith(`${workspace}/`))
    return !isOurs || isReserved(slug)
  })
  return lost.map(({ id }) => id)
}
