import type { WipedNotice } from '../../core/contract/desk.ts'
import type { Connect } from '../connect.ts'
import type { Beginning } from '../desk/begin-alone.ts'
import type { Desk } from '../desk/desk.ts'
import { startAfresh } from '../desk/start-afresh.ts'
import { createLane } from '../lane.ts'
import type { Secrets } from '../secrets.ts'
import { createReplica } from './create-replica.ts'
import { createSync, type Sync } from './create-sync.ts'
import type { Onlookers } from './onlookers.ts'
import { SESSION } from './server-link.ts'
import type { SyncStatus } from './sync-status.ts'

/** Syncs a desk with the server it belongs to, if it belongs to one, and not while it changes hands. */
export type SyncKeeper = AsyncDisposable & {
  poke(): void
  paused<T>(work: () => Promise<T>): Promise<T>
  /** Inside `paused`: everything here goes, the session too. */
  startAfresh(why: WipedNotice['why']): Promise<void>
}

export type SyncKeeperDeps = {
  readonly desk: Desk
  readonly status: SyncStatus
  readonly onlookers: Onlookers
  readonly connect: Connect
  readonly secrets: Secrets
  readonly pingEvery: number
  /** Whom and where a desk begins for that was wiped. */
  readonly beginning: Beginning
  log(event: string, details: Readonly<Record<string, unknown>>): void
}

export function createSyncKeeper(deps: SyncKeeperDeps): SyncKeeper {
  // This device was signed out from another one, or its person has left: nothing of theirs stays here.
  const revoked = () =>
    void paused(() => wipe('revoked')).catch((error: unknown) => deps.log('wiping failed', { error }))
  let sync = begin(deps, revoked)
  const wipe = async (why: WipedNotice['why']) => {
    await startAfresh(deps.desk, deps.beginning, why)
    deps.secrets.delete(SESSION)
  }
  const end = async () => {
    await sync?.[Symbol.asyncDispose]()
    sync = undefined
  }
  // One at a time: two would begin two conversations, and only one of them would be known to be ended.
  const { run: inTurn } = createLane()
  const paused = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await end()
      try {
        return await work()
      } finally {
        sync = begin(deps, revoked)
        await deps.status.count()
      }
    })
  return { poke: () => sync?.poke(), paused, startAfresh: wipe, [Symbol.asyncDispose]: end }
}

function begin(deps: SyncKeeperDeps, revoked: () => void): Sync | undefined {
  const { desk, status, onlookers, connect, secrets, pingEvery, log } = deps
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
    onlookers,
    server,
    device,
    session,
    now: desk.now,
    random: Math.random,
    pingEvery,
    revoked,
    log,
  })
}
