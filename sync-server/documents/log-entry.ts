import type { CommandId } from '../../src/core/model/ids.ts'

/** How far the log of a document goes. */
export type Head = { readonly epoch: number; readonly head: number }

export type LogEntry = {
  readonly seq: number
  readonly update: Uint8Array
  /** The device's id of the command that it came from. */
  readonly command: CommandId | undefined
}

/** A piece of a document's log: entries without a hole, or what stands for all of them up to `upto`. */
export type LogPiece =
  | { readonly kind: 'entries'; readonly epoch: number; readonly entries: readonly LogEntry[] }
  | { readonly kind: 'snapshot'; readonly epoch: number; readonly upto: number; readonly update: Uint8Array }

/** The sequence that a reader stands at after `piece`. */
export function endOf(piece: LogPiece): number | undefined {
  return piece.kind === 'snapshot' ? piece.upto : piece.entries.at(-1)?.seq
}
