import * as Y from 'yjs'
import { hasPending } from '../../src/core/document/has-pending.ts'
import type { CommandId } from '../../src/core/model/ids.ts'

export type Entry = { readonly seq: number; readonly update: Uint8Array; readonly command: CommandId | undefined }
/** One document's log in memory. `from`: the head at which its epoch began. */
export type Log = { epoch: number; from: number; entries: Entry[]; doc: Y.Doc }

export function emptyLog(): Log {
  return { epoch: 0, from: 0, entries: [], doc: new Y.Doc() }
}

/** As a backup of the first `kept` entries brings it back. */
export function restoredLog(log: Log, kept: number): Log {
  const entries = log.entries.slice(0, kept)
  const doc = new Y.Doc()
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return { epoch: log.epoch + 1, from: entries.at(-1)?.seq ?? 0, entries, doc }
}

export function leavesGap({ doc }: Log, update: Uint8Array): boolean {
  const trial = new Y.Doc()
  Y.applyUpdate(trial, Y.encodeStateAsUpdate(doc))
  Y.applyUpdate(trial, update)
  return hasPending(trial)
}

/** As it stands in a message. */
export function entryOf({ seq, update, command }: Entry) {
  return command === undefined ? { seq, update } : { seq, update, command }
}
