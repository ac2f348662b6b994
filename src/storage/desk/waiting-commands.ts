import { asc, eq, inArray } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localDocument, outbox, outboxPart } from './desk-schema.ts'

export type WaitingCommand = {
  readonly id: CommandId
  readonly verb: string
  readonly input: unknown
  readonly at: number
  /** The server had taken it once, and was restored to what it was before. */
  readonly again: boolean
  /** Its place in the outbox. */
  readonly position: number
  /** By document name; `epoch` is the document's own of now. */
  readonly parts: readonly { readonly document: DocumentName; readonly epoch: number; readonly update: Uint8Array }[]
}

/** The first `limit` commands that wait for the server (all when absent), in the order they were made. */
export function waitingCommands(db: DeskReadHandle, limit?: number): WaitingCommand[] {
  const commands = db.desk
    .select()
    .from(outbox)
    .where(eq(outbox.state, 'waiting'))
    .orderBy(asc(outbox.position))
    .limit(limit ?? -1)
    .all()
  const parts = Map.groupBy(
    partsOf(
      db,
      commands.map((command) => command.id),
    ),
    (part) => part.command,
  )
  return commands.map(({ id, verb, input, at, again, position }) => {
    return { id, verb, input, at, again, position, parts: (parts.get(id) ?? []).map(partOf) }
  })
}

type Part = { command: CommandId; document: DocumentName; epoch: number | null; update: Uint8Array }

function partsOf(db: DeskReadHandle, commands: CommandId[]): Part[] {
  const found: Part[] = []
  for (let from = 0; from < commands.length; from += 1_000) {
    const rows = db.desk
      .select({
        command: outboxPart.command,
        document: outboxPart.document,
        epoch: localDocument.epoch,
        update: outboxPart.data,
      })
      .from(outboxPart)
      .leftJoin(localDocument, eq(localDocument.name, outboxPart.document))
      .where(inArray(outboxPart.command, commands.slice(from, from + 1_000)))
      .orderBy(asc(outboxPart.document))
      .all()
    found.push(...rows)
  }
  return found
}

function partOf({ document, epoch, update }: Part): WaitingCommand['parts'][number] {
  return { document, epoch: epoch ?? 0, update }
}
