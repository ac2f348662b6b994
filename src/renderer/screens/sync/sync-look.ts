import type { SyncState } from '../../../core/contract/sync-state.ts'

/** Which words the chip says, and how loud. `count` is the number in them. */
export type SyncLook = {
  readonly text:
    | 'alone'
    | 'offline'
    | 'offlineWaiting'
    | 'connecting'
    | 'sending'
    | 'saved'
    | 'refused'
    | 'wasRestored'
    | 'signedOut'
    | 'problem'
    | 'diskFull'
    | 'diskFailed'
  readonly count: number
  readonly tone: 'quiet' | 'busy' | 'good' | 'warn' | 'danger'
}

/** What most needs to be known, in one line: this computer's disk before a refusal, that before a break, a break before work in progress. */
export function syncLook(state: SyncState): SyncLook {
  const { phase, waiting, refused, problem, restored } = state
  if (problem === 'disk-full') return { text: 'diskFull', count: waiting, tone: 'danger' }
  if (problem === 'storage-failed') return { text: 'diskFailed', count: waiting, tone: 'danger' }
  if (refused > 0) return { text: 'refused', count: refused, tone: 'danger' }
  if (problem === 'signed-out') return { text: 'signedOut', count: waiting, tone: 'warn' }
  if (problem === 'protocol' || problem === 'server-error') return { text: 'problem', count: waiting, tone: 'warn' }
  switch (phase) {
    case 'alone':
      return { text: 'alone', count: 0, tone: 'quiet' }
    case 'offline':
      return { text: waiting > 0 ? 'offlineWaiting' : 'offline', count: waiting, tone: 'warn' }
    case 'connecting':
      return { text: 'connecting', count: waiting, tone: 'busy' }
    case 'online':
      if (restored !== undefined && waiting === 0) return { text: 'wasRestored', count: 0, tone: 'warn' }
      return waiting > 0 ? { text: 'sending', count: waiting, tone: 'busy' } : { text: 'saved', count: 0, tone: 'good' }
  }
}
