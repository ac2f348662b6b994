import * as Y from 'yjs'
import type { AnyCommand } from '../../core/commands/commands.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { plainValue, sameValue } from '../../core/document/plain-value.ts'
import { entityAt, ROOTS, type RootName, type SharedDocument } from '../../core/document/shared-document.ts'

/** A document as it stood here before the server was restored; undefined where that is not known. */
export type Left = (name: DocumentName) => SharedDocument | undefined

/**
 * The command, run again after its server was restored: what it writes over a value that had come after it, as this device
 * knows, stays as it is. Devices do again what they had done in the order in which they happen to come back; with this the
 * order does not matter.
 */
export function keepingLater(command: AnyCommand, names: readonly DocumentName[], left: Left): AnyCommand {
  return {
    ...command,
    run: (documents, input, deps) => {
      const result = command.run(documents, input, deps)
      for (const name of names) {
        const before = left(name)
        if (before !== undefined) putLaterBack(documents.get(name), before)
      }
      return result
    },
  }
}

// Inside the transaction of the command: joined, not begun.
function putLaterBack(doc: SharedDocument, left: SharedDocument): void {
  doc.transact((transaction) => {
    for (const [type, keys] of transaction.changed) {
      if (!(type instanceof Y.Map)) continue
      for (const key of keys) if (key !== null) putBack(transaction, { type, key }, left)
    }
  })
}

type Place = { readonly type: Y.Map<unknown>; readonly key: string }

function putBack(transaction: Y.Transaction, { type, key }: Place, left: SharedDocument): void {
  const entity = entityOf(transaction.doc, type)
  if (entity === undefined) return
  const standing = valueBefore(transaction, { type, key })
  const later = plainValue(entityAt(left, entity.root, entity.id)?.get(key))
  if (!sameValue(standing, later) || sameValue(plainValue(type.get(key)), later)) return
  if (standing === undefined) type.delete(key)
  else type.set(key, standing)
}

function entityOf(doc: SharedDocument, type: Y.Map<unknown>): { root: RootName; id: string } | undefined {
  const item = type._item
  const root = ROOTS.find((name) => item?.parent === doc.share.get(name))
  return item?.parentSub == null || root === undefined ? undefined : { root, id: item.parentSub }
}

/** What stood under a key before the transaction; what it deletes is still there until it ends. */
function valueBefore({ beforeState, deleteSet }: Y.Transaction, { type, key }: Place): unknown {
  let item = type._map.get(key) ?? null
  while (item !== null && item.id.clock >= (beforeState.get(item.id.client) ?? 0)) item = item.left
  // Y.isDeleted looks in sorted ranges, which they are not before the end.
  const ranges = deleteSet.clients.get(item?.id.client ?? 0) ?? []
  const isDeletedNow = ranges.some(
    ({ clock, len }) => item !== null && clock <= item.id.clock && item.id.clock < clock + len,
  )
  if (item === null || (item.deleted && !isDeletedNow)) return undefined
  return plainValue(item.content.getContent()[item.length - 1])
}
