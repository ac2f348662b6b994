import type { SyncState } from '../../core/contract/sync-state.ts'
import { instant } from '../../core/model/instant.ts'
import { createFeed } from '../feed.ts'

export type Standing = Pick<SyncState, 'phase' | 'problem'>

/** What the chip in the corner shows, and who watches it. */
export type SyncStatus = {
  get(): SyncState
  watch(signal: AbortSignal | undefined): ReturnType<ReturnType<typeof createFeed<SyncState>>['watch']>
  stand(standing: Standing): void
  /** Asks the disk how many wait, how many were refused, and whether the server was restored. */
  count(): Promise<void>
  close(): void
}

export type SyncStatusDeps = {
  readonly now: () => number
  counts(): Promise<Pick<SyncState, 'waiting' | 'refused' | 'restored'>>
}

export function createSyncStatus({ now, counts }: SyncStatusDeps): SyncStatus {
  const feed = createFeed<SyncState>((_, next) => next)
  let state: SyncState = { phase: 'alone', waiting: 0, refused: 0 }
  const become = (next: SyncState) => {
    const synced = next.phase === 'online' && next.waiting === 0
    const known = synced ? { ...next, syncedAt: instant(now()) } : next
    if (sameButMoment(state, known) && !synced) return
    const changed = !sameButMoment(state, known)
    state = known
    if (changed) feed.publish(state)
  }
  return {
    get: () => state,
    watch: (signal) => feed.watch({ first: state, signal }),
    stand: ({ phase, problem }) => become({ ...state, phase, problem }),
    count: async () => become({ ...state, ...(await counts()) }),
    close: feed.close,
  }
}

function sameButMoment(left: SyncState, right: SyncState): boolean {
  return (
    left.phase === right.phase &&
    left.waiting === right.waiting &&
    left.refused === right.refused &&
    left.restored === right.restored &&
    left.problem === right.problem
  )
}
