import { type SQL, sql } from 'drizzle-orm'
import type { EventTypeId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle } from '../../src/storage/handle.ts'
import { confinement } from '../safety/confine.ts'

/**
 * Waits until nobody else books these hosts, and keeps others waiting until the transaction ends. In id order, so that two
 * bookings that share several hosts never wait for each other. Without it the exclusion constraint alone costs deadlocks.
 * From here on the transaction is confined to the workspace.
 */
export async function lockHosts(tx: PostgresHandle, workspace: WorkspaceId, hosts: readonly MemberId[]): Promise<void> {
  for (const host of [...new Set(hosts)].toSorted()) {
    await tx.execute(sql`select ${confinement(workspace)}, ${locked(hostKey(workspace, host))}`)
  }
}

export type Host = { readonly workspace: WorkspaceId; readonly host: MemberId }

/** The same for hosts of any workspaces; the transaction stays as confined as it is. */
export async function lockAllHosts(tx: PostgresHandle, hosts: readonly Host[]): Promise<void> {
  for (const key of keysOf(hosts)) await tx.execute(sql`select ${locked(key)}`)
}

/** Without waiting: false where somebody else books one of them. */
export async function tryAllHosts(tx: PostgresHandle, hosts: readonly Host[]): Promise<boolean> {
  for (const key of keysOf(hosts)) {
    const { rows } = await tx.execute<{ had: boolean }>(
      sql`select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as had`,
    )
    if (rows[0]?.had !== true) return false
  }
  return true
}

function keysOf(hosts: readonly Host[]): string[] {
  return [...new Set(hosts.map(({ workspace, host }) => hostKey(workspace, host)))].toSorted()
}

function hostKey(workspace: WorkspaceId, host: MemberId): string {
  return `dayloom.host ${workspace} ${host}`
}

function locked(key: string): SQL {
  return sql`pg_advisory_xact_lock(hashtextextended(${key}, 0))`
}

/**
 * For limits of a type, or of one who books, which no single host's lock keeps: until the transaction ends nobody else books
 * this type. To be taken before the hosts' locks, so that nobody waits for somebody who waits.
 */
export async function lockType(tx: PostgresHandle, workspace: WorkspaceId, eventType: EventTypeId): Promise<void> {
  await tx.execute(sql`select ${locked(`dayloom.type ${workspace} ${eventType}`)}`)
}
