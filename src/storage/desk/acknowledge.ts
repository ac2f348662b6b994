import { eq, sql } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskHandle } from '../handle.ts'
import { numberOwn } from './append-remote.ts'
import { localDocument, outbox, outboxPart } from './desk-schema.ts'
import { keepCommand } from './keep-command.ts'

export type Acknowledgement = {
  readonly command: CommandId
  readonly parts: readonly { readonly document: DocumentName; readonly epoch: number; readonly seq: number }[]
}

/**
 * The server has it on disk: its updates get their sequences, the cursors move behind them, the outbox lets it go, and it is
 * kept for a while. Idempotent.
 */
export function acknowledge(tx: DeskHandle, { command, parts }: Acknowledgement): void {
  for (const { document, epoch, seq } of parts) {
    numberOwn(tx, document, command, seq)
    tx.desk
      .update(localDocument)
      .set({ epoch, known: true, seq: sql`max(${localDocument.seq}, ${seq})` })
      .where(eq(localDocument.name, document))
      .run()
  }
  keepCommand(tx, { command, parts })
  tx.desk.delete(outboxPart).where(eq(outboxPart.command, command)).run()
  tx.desk.delete(outbox).where(eq(outbox.id, command)).run()
}
