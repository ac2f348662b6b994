import { commandByVerb } from '../../core/commands/commands.ts'
import { parseInput } from '../../core/commands/parse-input.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import type { WorkspaceId } from '../../core/model/ids.ts'
import type { WaitingCommand } from '../../storage/desk/waiting-commands.ts'

export type Dependent = { readonly commands: readonly WaitingCommand[]; readonly documents: ReadonlySet<DocumentName> }

/**
 * The waiting commands that stand on `documents` or on one another through a document, in order, and all documents they
 * touch: whoever makes one of them anew has to make all of them anew.
 */
export function dependentOn(
  waiting: readonly WaitingCommand[],
  documents: readonly DocumentName[],
  workspace: WorkspaceId,
): Dependent {
  const reached = new Set(documents)
  const found = new Set<WaitingCommand>()
  const touched = new Map(waiting.map((command) => [command, documentsOf(command, workspace)]))
  for (let before = -1; before < found.size;) {
    before = found.size
    for (const [command, names] of touched) {
      if (found.has(command) || !names.some((name) => reached.has(name))) continue
      found.add(command)
      for (const name of names) reached.add(name)
    }
  }
  return { commands: waiting.filter((command) => found.has(command)), documents: reached }
}

/** What a command has written, and what it would name if it ran again. */
export function documentsOf(
  { verb, input, parts }: Pick<WaitingCommand, 'verb' | 'input' | 'parts'>,
  workspace: WorkspaceId,
): DocumentName[] {
  const command = commandByVerb(verb)
  const parsed = command && parseInput(command, input)
  const named = command && parsed?.ok ? command.documents(parsed.value, workspace) : []
  return [...new Set([...parts.map(({ document }) => document), ...named])]
}
