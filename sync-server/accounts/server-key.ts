import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import type { PostgresStore } from '../../src/storage/store.ts'
import { serverSetting } from '../database/schema.ts'

const KEY = 'server-key'

/** 256 random bits, made at the first start and the same for every process on this database. */
export async function serverKey(store: PostgresStore): Promise<Uint8Array> {
  return store.tx(async (tx) => {
    const fresh = randomBytes(32).toString('base64url')
    await tx.insert(serverSetting).values({ key: KEY, value: fresh }).onConflictDoNothing()
    const [row] = await tx.select().from(serverSetting).where(eq(serverSetting.key, KEY))
    return Buffer.from(row?.value ?? fresh, 'base64url')
  })
}
