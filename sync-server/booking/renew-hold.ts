import type { HeldTime, HoldDeps } from './hold-outcome.ts'
import { extendHold, lockHold } from './held-rows.ts'

/** C3: another ten minutes, thirty in all; 404 for one that is unknown or has expired. */
export async function renewHold(
  deps: Pick<HoldDeps, 'serverTransaction' | 'now'>,
  id: string,
): Promise<({ readonly status: 200 } & HeldTime) | { readonly status: 404 }> {
  return deps.serverTransaction(async ({ tx }) => {
    const row = await lockHold(tx, id)
    const held = row && (await extendHold(tx, row, deps.now()))
    return held ? { status: 200, ...held } : { status: 404 }
  })
}
