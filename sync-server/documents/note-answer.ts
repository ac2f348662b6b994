import type { CommandAnswer } from './command-queue.ts'
import type { SyncDeps } from './sync-deps.ts'

/** `came`: when what is answered had come, by the clock of `deps`. */
export function noteAnswer({ noted, monotonic }: SyncDeps, came: number, answer: CommandAnswer): void {
  const seconds = (monotonic() - came) / 1_000
  noted.answered(answer.ok ? { seconds } : { seconds, refusal: answer.reason })
}
