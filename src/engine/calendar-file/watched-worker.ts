import { Worker } from 'node:worker_threads'
import type { CalendarGroups } from '../../core/ical/calendar-groups.ts'
import { PREPARING, type IndexedReading, type ReadJob, type ReadMessage } from './read-job.ts'

/** How a worker ended: with the file, or stuck at an event (`PREPARING`: before the first), or out of time. */
export type WorkerEnd =
  | { readonly kind: 'done'; readonly file: Pick<CalendarGroups, 'readable' | 'stray'> }
  | { readonly kind: 'stuck'; readonly at: number }
  | { readonly kind: 'late' }

export type Watch = {
  /** Milliseconds of processor time that one event may take. */
  readonly patience: number
  /** Milliseconds that all may take. */
  readonly budget: number
  readonly signal: AbortSignal
  onReadings(readings: readonly IndexedReading[]): void
}

const LOOKS = 10

/** Runs one worker until it ends or has to be ended. Throws what `signal` was aborted with. */
export async function watchedWorker(job: Omit<ReadJob, 'progress'>, watch: Watch): Promise<WorkerEnd> {
  const progress = new SharedArrayBuffer(4)
  const current = new Int32Array(progress)
  Atomics.store(current, 0, PREPARING)
  const workerData: ReadJob = { ...job, progress }
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { workerData, stdout: true, stderr: true })
  const ended = Promise.withResolvers<WorkerEnd>()

  worker.on('message', (message: ReadMessage) => {
    if (message.kind === 'part') watch.onReadings(message.readings)
    else ended.resolve({ kind: 'done', file: message.file })
  })
  // Out of memory or worse: the event at hand is to blame, unless there was none yet.
  worker.on('error', (error) => {
    const at = Atomics.load(current, 0)
    if (at === PREPARING) ended.reject(error)
    else ended.resolve({ kind: 'stuck', at })
  })
  const late = setTimeout(() => ended.resolve({ kind: 'late' }), watch.budget)
  const looking = lookAt(current, watch.patience, (at) => ended.resolve({ kind: 'stuck', at }))
  const abort = () => ended.reject(watch.signal.reason)
  watch.signal.addEventListener('abort', abort, { once: true })
  try {
    watch.signal.throwIfAborted()
    return await ended.promise
  } finally {
    clearTimeout(late)
    clearInterval(looking)
    watch.signal.removeEventListener('abort', abort)
    await worker.terminate()
  }
}

// Counted in looks and in processor time, not by a clock: a laptop that slept, a busy engine, a machine with other things to
// do must not pass for a hang.
function lookAt(current: Int32Array, patience: number, onStuck: (at: number) => void): NodeJS.Timeout {
  let last = PREPARING
  let looks = 0
  let since = process.cpuUsage()
  return setInterval(() => {
    const at = Atomics.load(current, 0)
    if (at !== last) {
      last = at
      looks = 0
      since = process.cpuUsage()
      return
    }
    const { user, system } = process.cpuUsage(since)
    looks++
    if (at !== PREPARING && looks >= LOOKS && (user + system) / 1_000 >= patience) onStuck(at)
  }, patience / LOOKS)
}
