import type { HoldDeps } from './hold-outcome.ts'
import { endHold, lockHold } from './held-rows.ts'

/** C3: the time is free for others at once; 404 for a hold that is unknown or has expired. */
export async function releaseHold(
  deps: Pick<HoldDeps, 'serverTransaction' | 'now'>,
  id: string,
): Promise<{ readonly status: 204 | 404 }> {
  return deps.serverTransaction(async ({ tx }) => {
    const row = await lockHold(tx, id)
    if (!row) return { status: 404 }
    await endHold(tx, row.id)
    return { status: row.expiresAt > deps.now() ? 204 : 404 }
  })
}
