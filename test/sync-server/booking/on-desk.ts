import * as Y from 'yjs'
import type { Command } from '../../../src/core/commands/command.ts'
import type { RefusalReason } from '../../../src/core/contract/refusal.ts'
import type { DocumentName } from '../../../src/core/document/document-name.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { CommandAnswer } from '../../../sync-server/documents/command-queue.ts'
import type { WriterCommand } from '../../../sync-server/documents/writer-command.ts'
import { id, type Node, workspace } from './booking-world.ts'

let sent = 0

/** What a desk of a member sends for a command, on the documents as they stand on the server now. */
export async function writtenOnDesk<I, O>(
  { documents, deps }: Node,
  command: Command<I, O, RefusalReason>,
  input: I,
  n = 1,
): Promise<WriterCommand> {
  const docs = new Map<DocumentName, Y.Doc>()
  const updates = new Map<DocumentName, Uint8Array>()
  for (const name of command.documents(input, workspace)) {
    const doc = new Y.Doc()
    const state = await documents.stateSince(name, Y.encodeStateVector(doc))
    for (const update of state ? [...state.before, state.missing] : []) Y.applyUpdate(doc, update)
    doc.on('update', (update: Uint8Array) => void updates.set(name, update))
    docs.set(name, doc)
  }
  const actor = id(ids.MemberId, n)
  const get = (name: DocumentName) => docs.get(name) ?? new Y.Doc()
  const result = command.run({ get }, input, { now: deps.now(), newId: deps.newId, actor, workspace })
  if (!result.ok) throw new Error(`${command.verb}: ${result.reason}`)
  return {
    id: id(ids.CommandId, (sent += 1)),
    writer: { workspace, member: actor, device: id(ids.DeviceId, n) },
    parts: [...updates].map(([document, update]) => ({ document, epoch: undefined, update })),
  }
}

/** Commands that come in together are judged in one transaction. */
export async function sendFromDesk({ documents }: Node, ...commands: readonly WriterCommand[]): Promise<void> {
  const sender = { member: id(ids.MemberId, 1), offer: () => undefined, regrant: () => undefined }
  const answers = commands.map(
    (command) =>
      new Promise<CommandAnswer>((answer, reject) => {
        documents.queue.submit({ command, sender, answer, fail: () => reject(new Error('not taken in')) })
      }),
  )
  for (const answer of await Promise.all(answers)) if (!answer.ok) throw new Error(answer.reason)
}

/** A command of a desk, carried out there and taken in here. */
export async function onDesk<I, O>(
  node: Node,
  command: Command<I, O, RefusalReason>,
  input: I,
  member = 1,
): Promise<void> {
  await sendFromDesk(node, await writtenOnDesk(node, command, input, member))
}
