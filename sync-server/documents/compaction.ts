import type { Logger } from 'pino'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { PostgresStore } from '../../src/storage/store.ts'
import { compactDocument, type Compacted } from './compact-document.ts'
import { createFolder } from './folder.ts'
import type { OpenDocument } from './open-document.ts'

/** Keeps the logs of documents short, beside everything else. Ending it waits for what is at work. */
export type Compaction = AsyncDisposable & {
  /** Something was written to these documents. */
  look(documents: Iterable<OpenDocument>): void
  /** Now, and so that nothing that was deleted stays behind. */
  compactWhole(name: DocumentName): Promise<Compacted | undefined>
}

/** After so many rows, or so much, since the last snapshot; of a large document as much again as that has (sync.md). */
const ROWS = 500
const BYTES = 1_024 * 1_024

export function createCompaction({ store, logger }: { store: PostgresStore; logger: Logger }): Compaction {
  const folder = createFolder()
  const running = new Map<DocumentName, Promise<unknown>>()

  const compact = async (document: OpenDocument): Promise<void> => {
    const { tail } = document
    const bytes = tail.bytes
    try {
      const compacted = await compactDocument({ store, folder }, document.name)
      if (!compacted) return
      document.bytes -= compacted.freed
      tail.snapshot = compacted.snapshotBytes
      tail.rows = document.seq - compacted.upto
      tail.bytes -= bytes
    } catch (error) {
      // What was written stands; the log is only longer than it need be.
      logger.error({ err: error }, 'a document was not compacted')
      tail.rows = 0
      tail.bytes = 0
    }
  }
  const alone = <T>(name: DocumentName, work: () => Promise<T>): Promise<T> => {
    const result = (running.get(name) ?? Promise.resolve()).then(work)
    const ended: Promise<void> = result.then(forget, forget)
    function forget(): void {
      if (running.get(name) === ended) running.delete(name)
    }
    running.set(name, ended)
    return result
  }
  return {
    look: (documents) => {
      for (const document of documents)
        if (isDue(document) && !running.has(document.name)) void alone(document.name, () => compact(document))
    },
    compactWhole: (name) => alone(name, () => compactDocument({ store, folder }, name, 'whole')),
    [Symbol.asyncDispose]: async () => {
      await Promise.all(running.values())
      await folder[Symbol.asyncDispose]()
    },
  }
}

function isDue({ tail }: OpenDocument): boolean {
  return tail.rows >= ROWS || tail.bytes >= Math.max(BYTES, tail.snapshot)
}
