import * as Y from 'yjs'
import { hasPending } from '../../src/core/document/has-pending.ts'
import type { CalendarId, CommandId, MemberId } from '../../src/core/model/ids.ts'

export type Entry = { readonly seq: number; readonly update: Uint8Array; readonly command: CommandId | undefined }
/** One document's log in memory. `from`: the head at which its epoch began. */
export type Log = { epoch: number; from: number; entries: Entry[]; doc: Y.Doc }

export function emptyLog(epoch = 0): Log {
  return { epoch, from: 0, entries: [], doc: new Y.Doc() }
}

/** As a backup of the first `kept` entries brings it back; `epoch`: another one, or the one it had. */
export function restoredLog(log: Log, kept: number, epoch = log.epoch + 1): Log {
  const entries = log.entries.slice(0, kept)
  const doc = new Y.Doc()
  for (const { update } of entries) Y.applyUpdate(doc, update)
  return { epoch, from: epoch === log.epoch ? log.from : (entries.at(-1)?.seq ?? 0), entries, doc }
}

/** Of each log how long it is, which is all there is to say of one that only grows. */
export type BackupDouble = {
  readonly logs: ReadonlyMap<string, { readonly kept: number; readonly epoch: number }>
  readonly owners: ReadonlyMap<CalendarId, MemberId>
}

export function backupOf(logs: ReadonlyMap<string, Log>): BackupDouble['logs'] {
  return new Map([...logs].map(([name, { entries, epoch }]) => [name, { kept: entries.length, epoch }]))
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
