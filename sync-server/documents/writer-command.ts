import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { CommandId, DeviceId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { ApplyRefusal } from './apply-update.ts'
import type { UpdateRefusal } from './judge-update.ts'

/** Who sends: proven by the sync token. */
export type Writer = { readonly workspace: WorkspaceId; readonly member: MemberId; readonly device: DeviceId }

/** One update for each document it touches: stored whole or refused whole. */
export type WriterCommand = {
  readonly id: CommandId
  readonly writer: Writer
  readonly parts: readonly CommandPart[]
  /** What brings nothing that the document lacks is not stored: a stock client repeats all it knows whenever it connects. */
  readonly onlyNews?: true
}

export type CommandPart = {
  /** As the writer spells it. */
  readonly document: string
  /** Undefined: whichever the document is in. */
  readonly epoch: number | undefined
  readonly update: Uint8Array
}

export type AcceptedPart = { readonly document: DocumentName; readonly epoch: number; readonly seq: number }

export type CommandRefusal = UpdateRefusal | ApplyRefusal | 'forbidden' | 'client-id' | 'epoch' | 'invalid'
