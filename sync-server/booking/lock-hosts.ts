import { sql } from 'drizzle-orm'
import type { MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'

/**
 * Waits until nobody else books these hosts, and keeps others waiting until the transaction ends. In id order, so that two
 * bookings that share several hosts never wait for each other. Without it the exclusion constraint alone costs deadlocks.
 */
export async function lockHosts(tx: PostgresHandle, workspace: WorkspaceId, hosts: readonly MemberId[]): Promise<void> {
  for (const host of [...new Set(hosts)].toSorted()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`dayloom.host ${workspace} ${host}`}, 0))`)
  }
}
