import { count, max, sum } from 'drizzle-orm'
import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { doc } from '../database/schema.ts'

/** How many documents are kept; their bytes, and those of the largest. */
export async function documentSizes(
  db: PostgresReadHandle,
): Promise<{ documents: number; bytes: number; largest: number }> {
  const [row] = await db.select({ documents: count(), bytes: sum(doc.bytes), largest: max(doc.bytes) }).from(doc)
  return { documents: row?.documents ?? 0, bytes: Number(row?.bytes ?? 0), largest: row?.largest ?? 0 }
}
