import { asc, eq, inArray, sql } from 'drizzle-orm'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import type { DeskReadHandle } from '../handle.ts'
import { localDocument, outbox, outboxPart } from './desk-schema.ts'

export type OutgoingCommand = {
  readonly id: CommandId
  /** By document name; `epoch` is the document's own of now. */
  readonly parts: { readonly document: DocumentName; readonly epoch: number; readonly update: Uint8Array }[]
}

/** How much more may be on its way: commands, and bytes of their updates. */
export type Room = { readonly commands: number; readonly bytes: number }

/**
 * The next commands that wait and are not in flight, in the order they were made, as far as there is room for them. Where
 * nothing is in flight the first has room, whatever its size. Nothing else is read.
 */
export function outgoingCommands(db: DeskReadHandle, inFlight: ReadonlySet<CommandId>, room: Room): OutgoingCommand[] {
  const next = sizes(db, inFlight.size + room.commands).filter(({ id }) => !inFlight.has(id))
  let bytes = 0
  const beyond = next.findIndex((one, n) => (bytes += one.bytes) > room.bytes && (n > 0 || inFlight.size > 0))
  const ids = next.slice(0, beyond === -1 ? room.commands : Math.min(beyond, room.commands)).map(({ id }) => id)
  const parts = Map.groupBy(partsOf(db, ids), (part) => part.command)
  return ids.map((id) => ({ id, parts: (parts.get(id) ?? []).map(partOf) }))
}

function sizes(db: DeskReadHandle, limit: number): { id: CommandId; bytes: number }[] {
  const bytes = sql<number>`(select coalesce(sum(length(${outboxPart.data})), 0) from ${outboxPart} where ${outboxPart.command} = ${outbox.id})`
  return db.desk
    .select({ id: outbox.id, bytes })
    .from(outbox)
    .where(eq(outbox.state, 'waiting'))
    .orderBy(asc(outbox.position))
    .limit(limit)
    .all()
}

function partsOf(db: DeskReadHandle, commands: readonly CommandId[]) {
  if (commands.length === 0) return []
  return db.desk
    .select({
      command: outboxPart.command,
      document: outboxPart.document,
      epoch: localDocument.epoch,
      update: outboxPart.data,
    })
    .from(outboxPart)
    .leftJoin(localDocument, eq(localDocument.name, outboxPart.document))
    .where(inArray(outboxPart.command, [...commands]))
    .orderBy(asc(outboxPart.document))
    .all()
}

function partOf({ document, epoch, update }: ReturnType<typeof partsOf>[number]): OutgoingCommand['parts'][number] {
  return { document, epoch: epoch ?? 0, update }
}
