import type { z } from 'zod'
import type { RefusalReason } from '../contract/refusal.ts'
import type { DocumentName } from '../document/document-name.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { MemberId, WorkspaceId } from '../model/ids.ts'
import type { Instant } from '../model/instant.ts'
import type { Result } from '../model/result.ts'

/** The documents a command named, loaded beforehand: empty ones where there is nothing yet. */
export type Documents = { get(name: DocumentName): SharedDocument }

export type CommandDeps = {
  readonly now: Instant
  newId(): string
  readonly actor: MemberId
  readonly workspace: WorkspaceId
}

/**
 * One verb: what a person may do to the shared documents. `documents` names what it reads and writes; `run` checks first
 * and writes then, each document in one transaction with the verb as origin. A refused command has written nothing.
 * Who may write a document is not asked here: that is `accessTo`.
 */
export type Command<Input, Output, Reason extends RefusalReason> = {
  readonly verb: string
  readonly input: z.ZodType<Input>
  documents(input: Input, workspace: WorkspaceId): DocumentName[]
  run(documents: Documents, input: Input, deps: CommandDeps): Result<Output, Reason>
}
