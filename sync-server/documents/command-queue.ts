import type { Logger } from 'pino'
import { refuse, type Result } from '../../src/core/model/result.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import type { AcceptedPart, CommandRefusal, WriterCommand } from './writer-command.ts'

export type CommandAnswer = Result<readonly AcceptedPart[], CommandRefusal>

export type Submission<S> = {
  readonly command: WriterCommand
  readonly sender: S
  /** Called once, after the commit. `rows`: how many it has changed, occurrences included. */
  readonly answer: (answer: CommandAnswer, rows?: number) => void
  /** The database is not to be reached, or the outcome is unknown: whoever sent it asks again later. */
  readonly fail: () => void
}

/** Judges, stores and publishes a batch in one transaction; calls every `answer`, or throws having called none. */
export type CommitBatch<S> = (batch: readonly Submission<S>[]) => Promise<void>

export type CommandQueue<S> = {
  submit(submission: Submission<S>): void
  /** Settles when everything submitted has been answered. */
  idle(): Promise<void>
  /** For how long the one that waits longest has waited, in milliseconds. */
  lagMs(): number
  /** Bytes of updates that wait for a commit. */
  bytes(): number
}

const MAX_ROWS = 2_000
const MAX_BYTES = 4 * 1_024 * 1_024

/**
 * Group commit: everything that arrives while a commit is in flight goes into the next transaction, up to 2,000 entries or
 * 4 MB, so that many writers share one flush to the disk.
 */
export function createCommandQueue<S>(deps: {
  readonly inLane: <T>(work: () => Promise<T>) => Promise<T>
  readonly commit: CommitBatch<S>
  readonly logger: Logger
  /** Milliseconds that never go back. */
  readonly monotonic: () => number
}): CommandQueue<S> {
  let waiting: Submission<S>[] = []
  let pumping: Promise<void> | undefined
  /** Since when the batch at work, or the next one, has been waiting. */
  let since: number | undefined

  const pump = async (): Promise<void> => {
    while (waiting.length > 0) {
      await deps.inLane(async () => {
        const size = batchSize(waiting)
        const batch = waiting.slice(0, size)
        waiting = waiting.slice(size)
        await commitOrPart(batch)
      })
      since = waiting.length > 0 ? deps.monotonic() : undefined
    }
    pumping = undefined
  }
  const commitOrPart = async (batch: readonly Submission<S>[]): Promise<void> => {
    try {
      await deps.commit(batch)
    } catch (error) {
      if (batch.length > 1 && (!isUnavailable(error) || isForeign(error))) {
        // One of them may be what the database cannot take: the others must not suffer for it.
        for (const one of batch) await commitOrPart([one])
        return
      }
      deps.logger.error({ err: error, commands: batch.length }, 'a commit failed')
      for (const one of batch) {
        if (isUnavailable(error)) one.fail()
        else one.answer(refuse('invalid'))
      }
    }
  }
  const idle = async (): Promise<void> => {
    if (!pumping) return
    await pumping
    await idle()
  }
  return {
    submit: (submission) => {
      waiting.push(submission)
      since ??= deps.monotonic()
      pumping ??= pump()
    },
    idle,
    lagMs: () => (since === undefined ? 0 : deps.monotonic() - since),
    bytes: () => waiting.reduce((sum, { command }) => sum + bytesOf(command), 0),
  }
}

function batchSize<S>(waiting: readonly Submission<S>[]): number {
  const ids = new Set<string>()
  let rows = 0
  let bytes = 0
  for (const [index, { command }] of waiting.entries()) {
    rows += command.parts.length
    bytes += bytesOf(command)
    // The same command twice: the second finds the first in the log.
    if (index > 0 && (rows > MAX_ROWS || bytes > MAX_BYTES || ids.has(command.id))) return index
    ids.add(command.id)
  }
  return waiting.length
}

function bytesOf({ parts }: WriterCommand): number {
  return parts.reduce((sum, part) => sum + part.update.byteLength, 0)
}

/** What the database refuses for its content is an error of that command; anything else may pass. */
function isUnavailable(error: unknown): boolean {
  return error instanceof StorageError && !/^2[23]/.test(error.code)
}

/** Row-level security kept somebody from what is another workspace's: an error of ours, and none of the rest of the batch. */
function isForeign(error: unknown): boolean {
  return error instanceof StorageError && error.code === '42501'
}
