import { parentPort } from 'node:worker_threads'
import * as Y from 'yjs'
import { foldUpdates } from '../../src/core/document/fold-updates.ts'
import type { FoldAnswer, FoldJob } from './folder.ts'

// A thread of its own for what takes long with a large document: whoever books meanwhile does not wait for it.

parentPort?.on('message', (job: FoldJob) => {
  const { answer, bytes } = fold(job)
  parentPort?.postMessage(answer, bytes)
})

function fold({ id, updates }: FoldJob): { readonly answer: FoldAnswer; readonly bytes: ArrayBuffer[] } {
  try {
    const data = Uint8Array.from(foldUpdates(updates))
    const vector = Uint8Array.from(Y.encodeStateVectorFromUpdate(data))
    return { answer: { id, ok: true, folded: { data, vector } }, bytes: [data.buffer, vector.buffer] }
  } catch (error) {
    return { answer: { id, ok: false, reason: error instanceof Error ? error.message : String(error) }, bytes: [] }
  }
}
