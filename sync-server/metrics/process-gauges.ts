import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Family } from './exposition.ts'

/** How this process does: memory, processor, and how long it was deaf. */
export function createProcessGauges(): { readonly families: () => readonly Family[] } & Disposable {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  const one = (kind: Family['kind'], name: string, help: string, value: number): Family => ({
    name,
    help,
    kind,
    samples: [{ labels: {}, value }],
  })
  const families = (): readonly Family[] => {
    const { user, system } = process.cpuUsage()
    const { rss, heapUsed } = process.memoryUsage()
    const deaf = delay.percentile(99) / 1e9
    // Since the last look.
    delay.reset()
    return [
      one('counter', 'process_cpu_seconds_total', 'Processor time.', (user + system) / 1e6),
      one('gauge', 'process_resident_memory_bytes', 'Memory.', rss),
      one('gauge', 'nodejs_heap_size_used_bytes', 'Memory that objects take.', heapUsed),
      one('gauge', 'nodejs_eventloop_lag_p99_seconds', 'How late timers were, since the last look.', deaf),
    ]
  }
  return { families, [Symbol.dispose]: () => void delay.disable() }
}
