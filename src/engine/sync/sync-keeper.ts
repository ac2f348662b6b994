import type { Connect } from '../connect.ts'
import type { Desk } from '../desk/desk.ts'
import type { Secrets } from '../secrets.ts'
import { createReplica } from './create-replica.ts'
import { createSync, type Sync } from './create-sync.ts'
import { SESSION } from './server-link.ts'
import type { SyncStatus } from './sync-status.ts'

/** Syncs a desk with the server it belongs to, if it belongs to one, and not while it changes hands. */
export type SyncKeeper = AsyncDisposable & {
  poke(): void
  paused<T>(work: () => Promise<T>): Promise<T>
}

export type SyncKeeperDeps = {
  readonly desk: Desk
  readonly status: SyncStatus
  readonly connect: Connect
  readonly secrets: Secrets
  readonly pingEvery: number
  log(event: string, details: Readonly<Record<string, unknown>>): void
}

export function createSyncKeeper(deps: SyncKeeperDeps): SyncKeeper {
  let sync = begin(deps)
  const end = async () => {
    await sync?.[Symbol.asyncDispose]()
    sync = undefined
  }
  return {
    poke: () => sync?.poke(),
    paused: async (work) => {
      await end()
      try {
        return await work()
      } finally {
        sync = begin(deps)
        await deps.status.count()
      }
    },
    [Symbol.asyncDispose]: end,
  }
}

function begin({ desk, status, connect, secrets, pingEvery, log }: SyncKeeperDeps): Sync | undefined {
  const { server, device } = desk.identity()
  if (server === undefined) {
    status.stand({ phase: 'alone' })
    return undefined
  }
  const replica = createReplica(desk)
  const session = () => secrets.get(SESSION)
  return createSync({
    connect,
    replica,
    status,
    server,
    device,
    session,
    now: desk.now,
    random: Math.random,
    pingEvery,
    log,
  })
}
