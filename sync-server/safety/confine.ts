import { type SQL, sql } from 'drizzle-orm'
import type { WorkspaceId } from '../../src/core/model/ids.ts'
import type { PostgresHandle, PostgresReadHandle } from '../../src/storage/handle.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { SEARCH_MS } from './search-deadline.ts'

// The second line behind the conditions of every query: row-level security in PostgreSQL (migration rows-of-one-workspace).
// Without the setting nothing is seen. Our connections begin with '*': what looks after all workspaces (outbox, log, public
// addresses) needs that. As soon as a transaction knows its workspace it is confined to it, until it ends.
// Superusers see past it, PGlite's only user among them.

export const WORKSPACE_SETTING = 'dayloom.workspace'
export const EVERY_WORKSPACE = '*'

/** From here on the transaction sees and writes rows of this workspace alone. To be selected, in a query of its own or not. */
export function confinement(workspace: WorkspaceId): SQL {
  return sql`set_config(${WORKSPACE_SETTING}, ${workspace}, true)`
}

export async function confine(tx: PostgresHandle, workspace: WorkspaceId): Promise<void> {
  await tx.execute(sql`select ${confinement(workspace)}`)
}

/** For a transaction that goes on for several workspaces, one after the other. */
export async function unconfine(tx: PostgresHandle): Promise<void> {
  await tx.execute(sql`select set_config(${WORKSPACE_SETTING}, ${EVERY_WORKSPACE}, true)`)
}

type Within = {
  /** Of who waits for the answer. */
  readonly signal?: AbortSignal
  /** For each of the questions, in milliseconds. */
  readonly most?: number
}

/**
 * What `work` reads by `store.read`, confined to this workspace, in a transaction; the database ends a question that takes
 * longer than anybody waits for it (S15). It must not write nor open another transaction. On PGlite, where it would confine
 * nothing and keep others waiting, it is just done.
 */
export async function within<T>(
  store: PostgresStore,
  workspace: WorkspaceId,
  work: () => Promise<T>,
  { signal, most = SEARCH_MS }: Within = {},
): Promise<T> {
  if (store.engine === 'pglite') return work()
  return store.tx(async (tx) => {
    // By the time there was a connection nobody may be waiting for the answer any more (S15).
    signal?.throwIfAborted()
    await tx.execute(sql`select ${confinement(workspace)}, set_config('statement_timeout', ${String(most)}, true)`)
    return work()
  })
}

/** Whether row-level security does nothing for this connection: its user is a superuser, or may see past it. */
export async function seesPastRows(db: PostgresReadHandle): Promise<boolean> {
  const { rows } = await db.execute<{ past: boolean }>(
    sql`select rolsuper or rolbypassrls as past from pg_roles where rolname = current_user`,
  )
  return rows[0]?.past === true
}
