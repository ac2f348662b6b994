import { Worker } from 'node:worker_threads'

/** A whole document as one update (Yjs V1), and its state vector. */
export type Folded = { readonly data: Uint8Array; readonly vector: Uint8Array }

export type FoldJob = { readonly id: number; readonly updates: readonly Uint8Array[] }
export type FoldAnswer =
  | { readonly id: number; readonly ok: true; readonly folded: Folded }
  | { readonly id: number; readonly ok: false; readonly reason: string }

/** Folds logs into snapshots beside everything else, one after the other. */
export type Folder = AsyncDisposable & {
  /** `updates`: all of a log, in order. Rejects where the fold differs from them, or its thread ended. */
  fold(updates: readonly Uint8Array[]): Promise<Folded>
}

type Waiting = { readonly resolve: (folded: Folded) => void; readonly reject: (error: Error) => void }
type Thread = { readonly worker: Worker; readonly waiting: Map<number, Waiting> }

const IDLE_MS = 30_000

/** Its thread is begun when it is needed, and ended when nothing was asked of it for half a minute. */
export function createFolder(idleMs = IDLE_MS): Folder {
  let thread: Thread | undefined
  let idle: NodeJS.Timeout | undefined
  let jobs = 0

  const begin = (): Thread => {
    const begun = beginThread((ended) => {
      if (thread === ended) thread = undefined
    })
    thread = begun
    return begun
  }
  const rest = (): void => {
    if (!thread || thread.waiting.size > 0) return
    idle = setTimeout(() => void thread?.worker.terminate(), idleMs).unref()
  }
  return {
    fold: (updates) => {
      clearTimeout(idle)
      const { worker, waiting } = thread ?? begin()
      const id = jobs++
      const { promise, resolve, reject } = Promise.withResolvers<Folded>()
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, updates } satisfies FoldJob)
      return promise.finally(rest)
    },
    [Symbol.asyncDispose]: async () => {
      clearTimeout(idle)
      await thread?.worker.terminate()
    },
  }
}

function beginThread(onEnd: (thread: Thread) => void): Thread {
  const worker = new Worker(new URL('./fold-worker.ts', import.meta.url))
  // It keeps no process alive.
  worker.unref()
  const thread: Thread = { worker, waiting: new Map() }
  worker.on('message', (answer: FoldAnswer) => {
    const asked = thread.waiting.get(answer.id)
    thread.waiting.delete(answer.id)
    if (answer.ok) asked?.resolve(answer.folded)
    else asked?.reject(new Error(answer.reason))
  })
  const end = (error: Error): void => {
    onEnd(thread)
    for (const { reject } of thread.waiting.values()) reject(error)
    thread.waiting.clear()
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the thread that folds logs has ended')))
  return thread
}
