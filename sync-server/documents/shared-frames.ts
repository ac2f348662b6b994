import { encodeMessage } from '../../src/core/contract/sync-protocol.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { LogEntry, LogPiece } from './log-entry.ts'
import { updateFrame } from './stock-frames.ts'

// An entry is written down once for all who are told of it, and forgotten with it.
const forDevices = new WeakMap<
  LogEntry,
  { readonly last: LogEntry; readonly epoch: number; readonly frame: Uint8Array }
>()
const forStock = new WeakMap<LogEntry, Uint8Array>()

/** A piece of a document's log as a message to a device. */
export function deviceFrame(document: DocumentName, piece: LogPiece): Uint8Array {
  if (piece.kind === 'snapshot') return encodeMessage({ ...piece, document })
  const { epoch, entries } = piece
  const [first] = entries
  const last = entries.at(-1)
  const known = first && forDevices.get(first)
  if (known && known.last === last && known.epoch === epoch) return known.frame
  const frame = encodeMessage({ kind: 'entries', document, epoch, entries: [...entries] })
  if (first && last) forDevices.set(first, { last, epoch, frame })
  return frame
}

/** The same as updates to a stock client. */
export function stockFrames(piece: LogPiece): Uint8Array[] {
  if (piece.kind === 'snapshot') return [updateFrame(piece.update)]
  return piece.entries.map((entry) => {
    const frame = forStock.get(entry) ?? updateFrame(entry.update)
    forStock.set(entry, frame)
    return frame
  })
}
