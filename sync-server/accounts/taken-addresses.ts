import { inArray } from 'drizzle-orm'
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
