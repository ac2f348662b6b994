import * as Y from 'yjs'
import type { AnyCommand } from '../../core/commands/commands.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { plainValue, sameValue } from '../../core/document/plain-value.ts'
import { entityAt, ROOTS, type RootName, type SharedDocument } from '../../core/document/shared-document.ts'

/** A document as it stood here before the server was restored; undefined where that is not known. */
export type Left = (name: DocumentName) => SharedDocument | undefined

/**
 * The command, run again after its server was restored: what it writes becomes what this device knows to have stood there in
 * the end, whoever had written that. Devices do again what they had done in the order in which they happen to come back, or
 * all at once; so they say the same of what more than one of them had changed.
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
      const place = placeOf(doc, type)
      const known = place && entityAt(left, place.root, place.id)
      // Only what it writes into an entity that stood there in the end: a new one is made as it was made.
      if (known) for (const key of keys) if (key !== null) putBack(type, key, known.get(key))
    }
  })
}

function putBack(entity: Y.Map<unknown>, key: string, later: unknown): void {
  if (sameValue(plainValue(entity.get(key)), plainValue(later))) return
  if (later === undefined) entity.delete(key)
  else entity.set(key, plainValue(later))
}

function placeOf(doc: SharedDocument, type: Y.Map<unknown>): { root: RootName; id: string } | undefined {
  const item = type._item
  const root = ROOTS.find((name) => item?.parent === doc.share.get(name))
  return item?.parentSub == null || root === undefined ? undefined : { root, id: item.parentSub }
}
