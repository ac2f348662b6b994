import type { SyncNotes } from '../documents/sync-notes.ts'
import { createCounter } from './counter.ts'
import type { Family } from './exposition.ts'
import { createHistogram } from './histogram.ts'

export type SyncMetrics = SyncNotes & { families(): readonly Family[] }

/** How connections and commits do (sync.md, "Observed"). */
export function createSyncMetrics(): SyncMetrics {
  const acknowledged = createHistogram(
    'dayloom_sync_acknowledgement_seconds',
    'From when a change came until it was on disk and acknowledged.',
  )
  const commits = createHistogram('dayloom_sync_commit_seconds', 'Transactions in which changes were stored.')
  const stored = createCounter(
    'dayloom_sync_commands_total',
    'Changes that were stored together, by how many they were.',
  )
  const refused = createCounter('dayloom_sync_refusals_total', 'Changes that were refused, by why.')
  const closed = createCounter('dayloom_sync_closes_total', 'Sockets that ended, by the code of their close.')
  const open = new Map<string, number>()
  const count = (kind: string, change: number): void => void open.set(kind, (open.get(kind) ?? 0) + change)
  return {
    answered: ({ seconds, refusal }) => {
      if (refusal === undefined) acknowledged.observe({}, seconds)
      else refused.add({ reason: refusal })
    },
    committed: ({ seconds, commands }) => {
      commits.observe({}, seconds)
      stored.add({ together: together(commands) })
    },
    opened: (kind) => count(kind, 1),
    closed: (kind, code) => {
      count(kind, -1)
      closed.add({ kind, code: String(code) })
    },
    families: () => [
      ...[acknowledged, commits, stored, refused, closed].map((one) => one.family()),
      {
        name: 'dayloom_sync_sockets',
        help: 'Open sockets.',
        kind: 'gauge',
        samples: [...open].map(([kind, value]) => ({ labels: { kind }, value })),
      },
    ],
  }
}

/** In tens: how well commits are shared. */
function together(commands: number): string {
  if (commands === 1) return '1'
  return commands < 10 ? '2-9' : commands < 100 ? '10-99' : '100+'
}
