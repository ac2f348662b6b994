import * as Y from 'yjs'
import type { CommandDeps } from '../../src/core/commands/command.ts'
import { parseInput } from '../../src/core/commands/parse-input.ts'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'
import type { DemoCommand } from './demo-commands.ts'

/**
 * Runs commands that write the first document they name, in order, by the server's own writer: one write for each document, so that its log
 * gets one entry. Throws where a command is refused: nobody else could have caused it.
 */
export async function runCommands(
  { write }: TransactionScope,
  commands: readonly DemoCommand[],
  deps: Omit<CommandDeps, 'actor'>,
): Promise<void> {
  const ready = commands.map(({ command, actor, input }) => {
    const parsed = parseInput(command, input)
    if (!parsed.ok) throw new Error(`${command.verb} was refused: ${parsed.reason} ${JSON.stringify(parsed.details)}`)
    const [document] = command.documents(parsed.value, deps.workspace)
    if (document === undefined) throw new Error(`${command.verb} is for no document`)
    return { document, actor, run: (doc: Y.Doc) => command.run(only(document, doc), parsed.value, { ...deps, actor }) }
  })
  for (const [document, own] of Map.groupBy(ready, (one) => one.document)) {
    await write(document, (doc) => {
      for (const { run } of own) {
        const done = run(doc)
        if (!done.ok) throw new Error(`a command was refused: ${done.reason} ${JSON.stringify(done.details)}`)
      }
    })
  }
}

function only(document: DocumentName, doc: Y.Doc) {
  return {
    get(name: DocumentName): Y.Doc {
      // A quarter of the demo is never full: of the documents of its months nothing is there.
      return name === document ? doc : new Y.Doc()
    },
  }
}
