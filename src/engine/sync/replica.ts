import type { ServerMessage } from '../../core/contract/sync-protocol.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { Room } from '../../storage/desk/outgoing-commands.ts'

/** What moves a cursor: other people's entries, whole documents, and what the server says of our own commands. */
export type LogMessage = Extract<ServerMessage, { kind: 'entries' | 'snapshot' | 'accepted' }>
export type Known = Extract<ServerMessage, { kind: 'welcome' }>['documents']
export type Cursors = Record<string, { epoch: number; seq: number }>

export type OutgoingCommand = {
  readonly id: CommandId
  readonly parts: { readonly document: string; readonly epoch: number; readonly update: Uint8Array }[]
}

/** The server's words contradict each other or what is here: the only way on is to ask anew. */
export class OutOfStep extends Error {}

/** The local copy of the documents as the conversation with the server sees it. Every call is durable when it settles. */
export type Replica = {
  cursors(): Promise<Cursors>
  /** The answer to hello. Documents that are not in it are no longer this device's: wiped. */
  meet(known: Known): Promise<void>
  /** Documents that came to be, or whose grant changed. */
  grant(known: Known): Promise<void>
  /** Wipes documents, and sets aside the waiting commands that touched them. */
  withdraw(documents: readonly string[]): Promise<void>
  /** In one transaction. Throws OutOfStep where a sequence is missing, StorageError where the disk refuses. */
  take(messages: readonly LogMessage[]): Promise<void>
  /** Sets a command aside. What it wrote stays until `settle`. */
  refuse(id: CommandId, reason: string): Promise<void>
  /**
   * Takes refused commands out of the documents and runs again what depends on them, and what lost its ground to a wipe
   * or a new epoch. Only while nothing is in flight: a command that the server may have stored must not be made anew.
   * `anew`: commands whose updates the server cannot place.
   */
  settle(anew: readonly CommandId[]): Promise<void>
  /** The next commands that are not in flight, in order, for which there is room; the first, where nothing is in flight. */
  waiting(inFlight: ReadonlySet<CommandId>, room: Room): Promise<OutgoingCommand[]>
}
