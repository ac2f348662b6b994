import type { Command } from '../../core/commands/command.ts'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import type { DocumentName } from '../../core/document/document-name.ts'
import { CommandId } from '../../core/model/ids.ts'
import { enqueueCommand } from '../../storage/desk/enqueue-command.ts'
import { appendWritten } from '../desk/append-written.ts'
import type { Desk } from '../desk/desk.ts'
import type { Identity } from '../desk/identity.ts'
import { loadDocument, type OpenDocument } from '../desk/open-documents.ts'
import { projectDocument } from '../desk/project-document.ts'
import { runCommand } from '../desk/run-command.ts'
import type { Rows } from '../desk/write-rows.ts'

/** Carries out a command in the name of somebody the desk is about to become; its place in the outbox included. */
export type Carrier = <I, O>(command: Command<I, O, RefusalReason>, input: I) => Promise<O>

/** In one open transaction, on documents of its own: those in memory are of the workspace that is left. */
export function createCarrier(rows: Rows, desk: Desk, { workspace, member: actor }: Identity): Carrier {
  const documents = new Map<DocumentName, OpenDocument>()
  const opened = (name: DocumentName): OpenDocument => {
    const document = documents.get(name) ?? loadDocument(rows.tx, name)
    documents.set(name, document)
    return document
  }
  return async (command, input) => {
    const at = desk.now()
    const named = [...new Set(command.documents(input, workspace))].map(opened)
    const { result, written } = runCommand(command, input, named, { now: at, newId: desk.newId, actor, workspace })
    if (!result.ok) throw new Error(`what is ours cannot be taken along: ${command.verb} ${result.reason}`)
    const id = CommandId.parse(desk.newId())
    appendWritten(rows.tx, id, written)
    await rows.apply(written.flatMap(({ document, touched }) => projectDocument(document, touched, desk.horizon())))
    enqueueCommand(rows.tx, { id, verb: command.verb, input, at })
    return result.value
  }
}
