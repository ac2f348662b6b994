import type * as Y from 'yjs'
import type { Command, CommandDeps, Documents } from '../../core/commands/command.ts'
import type { RootName } from '../../core/document/shared-document.ts'
import { touchedEntities } from '../../core/document/touched-entities.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import type { Result } from '../../core/model/result.ts'
import type { OpenDocument } from './open-documents.ts'

/** What a command wrote into one document: the bytes of its update event, which alone are right to send and to store. */
export type Written = {
  readonly document: OpenDocument
  readonly update: Uint8Array
  readonly touched: ReadonlyMap<RootName, ReadonlySet<string>>
}

export type Ran<O, R extends string> = { readonly result: Result<O, R>; readonly written: readonly Written[] }

/**
 * Runs a command on loaded documents, each in one transaction named by its verb. Where it throws, the documents may be half
 * written: throw them away.
 */
export function runCommand<I, O, R extends RefusalReason>(
  command: Command<I, O, R>,
  input: I,
  documents: readonly OpenDocument[],
  deps: CommandDeps,
): Ran<O, R> {
  const written: Written[] = []
  const listeners = documents.map((document) => {
    const keep = (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) =>
      written.push({ document, update, touched: touchedEntities(transaction) })
    document.doc.on('update', keep)
    return () => document.doc.off('update', keep)
  })
  const get: Documents['get'] = (name) => {
    const document = documents.find((one) => one.name === name)
    if (document === undefined) throw new Error(`${command.verb} asked for a document it had not named`)
    return document.doc
  }
  try {
    const docs = documents.map(({ doc }) => doc)
    const result = inOneTransaction(docs, command.verb, () => command.run({ get }, input, deps))
    if (!result.ok && written.length > 0) throw new Error(`${command.verb} refused after it had written`)
    return { result, written }
  } finally {
    for (const stop of listeners) stop()
  }
}

// Nested, one per document: each gives one update event, whatever the command does inside.
function inOneTransaction<T>(docs: readonly Y.Doc[], verb: string, work: () => T): T {
  const [first, ...rest] = docs
  return first === undefined ? work() : first.transact(() => inOneTransaction(rest, verb, work), verb)
}
