import * as Y from 'yjs'
import { commandByVerb } from '../../core/commands/commands.ts'
import { parseInput } from '../../core/commands/parse-input.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { instant } from '../../core/model/instant.ts'
import { ok, refuse, type Refused, type Result } from '../../core/model/result.ts'
import { leftDocumentFor } from '../../storage/desk/left-documents.ts'
import type { WaitingCommand } from '../../storage/desk/waiting-commands.ts'
import type { DeskReadHandle } from '../../storage/handle.ts'
import type { Desk } from '../desk/desk.ts'
import type { OpenDocument } from '../desk/open-documents.ts'
import { runCommand, type Written } from '../desk/run-command.ts'
import { keepingLater } from './keep-later.ts'

type Once = Pick<WaitingCommand, 'verb' | 'input' | 'at' | 'again' | 'position'>

/**
 * Runs a command of the outbox once more, from what the person had entered, as of when they did. `internal`: it threw; the
 * documents are then half written, and have to be loaded anew.
 */
export function runAgain(
  desk: Desk,
  documents: readonly OpenDocument[],
  once: Once,
  left: LeftFor,
): Result<readonly Written[]> {
  const { workspace, member: actor } = desk.identity()
  const command = commandByVerb(once.verb)
  if (command === undefined) return refuse('newer-version')
  const input = parseInput(command, once.input)
  if (!input.ok) return refuse(input.reason)
  const names = documents.map(({ name }) => name)
  const deps = { now: instant(once.at), newId: desk.newId, actor, workspace }
  try {
    const careful = once.again ? keepingLater(command, names, (name) => left(name, once.position)) : command
    const { result, written } = runCommand(careful, input.value, documents, deps)
    if (result.ok) return ok(written)
    return isMadeAlready(once.verb, result) ? ok([]) : refuse(result.reason)
  } catch {
    // Our mistake, and it would be made again at every attempt: nothing behind it would ever leave.
    return refuse('internal')
  }
}

const MAKING: ReadonlySet<string> = new Set(['create-appointment', 'book-appointment', 'create-calendar'])

/** What it makes stands there under its own id: it was done, and came back in a snapshot, which names no commands. */
function isMadeAlready(verb: string, { reason, details }: Refused<string>): boolean {
  const { fields } = details
  return MAKING.has(verb) && reason === 'invalid-input' && Array.isArray(fields) && fields.join() === 'id'
}

/** A document as it was before the server was restored, for a command at this place in the outbox. */
export type LeftFor = (name: DocumentName, position: number) => Y.Doc | undefined

/** Each is read once. */
export function leftIn(db: DeskReadHandle): LeftFor {
  const known = new Map<DocumentName, Y.Doc>()
  return (name, position) => {
    const data = leftDocumentFor(db, name, position)
    if (data === undefined) return undefined
    const doc = known.get(name) ?? documentOf(data)
    known.set(name, doc)
    return doc
  }
}

function documentOf(data: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, data)
  return doc
}
