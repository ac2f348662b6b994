import type { DocumentName } from '../../core/document/document-name.ts'
import type { CommandId } from '../../core/model/ids.ts'
import { acknowledge } from '../../storage/desk/acknowledge.ts'
import { documentState } from '../../storage/desk/document-state.ts'
import { dropUnacknowledged } from '../../storage/desk/drop-unacknowledged.ts'
import { loadUpdates } from '../../storage/desk/load-updates.ts'
import { refuseCommand, setAside } from '../../storage/desk/refuse-command.ts'
import { unsettledDocuments } from '../../storage/desk/unsettled-documents.ts'
import { waitingCommands, type WaitingCommand } from '../../storage/desk/waiting-commands.ts'
import type { DeskHandle } from '../../storage/handle.ts'
import { appendWritten } from '../desk/append-written.ts'
import type { Desk } from '../desk/desk.ts'
import { loadDocument, type OpenDocument } from '../desk/open-documents.ts'
import { projectDocument } from '../desk/project-document.ts'
import { writeRows, type Rows } from '../desk/write-rows.ts'
import { dependentOn, documentsOf } from './dependent-commands.ts'
import { leftIn, runAgain } from './run-again.ts'

/**
 * Takes out of the documents what refused commands wrote, and runs again, from their inputs and under new client ids, the
 * waiting commands that share a document with them, that lost their updates to a wipe, or that are to be made `anew`. (One
 * refused update would leave every later one of its client pending for ever.) What no longer can be done is set aside too.
 */
export async function settleCommands(desk: Desk, anew: readonly CommandId[]): Promise<void> {
  const { workspace } = desk.identity()
  const waiting = waitingCommands(desk.store.read)
  const baseless = waiting.filter(({ id, parts }) => parts.length === 0 || anew.includes(id))
  const unsettled = unsettledDocuments(desk.store.read)
  if (baseless.length === 0 && unsettled.length === 0) return
  const begun = [...unsettled, ...baseless.flatMap((command) => documentsOf(command, workspace))]
  const { commands, documents } = dependentOn(waiting, begun, workspace)
  const again = waiting.filter((command) => baseless.includes(command) || commands.includes(command))
  try {
    await writeRows(desk, (rows) => rebuild(rows, desk, documents, again))
  } finally {
    desk.documents.discard(documents)
  }
  desk.marks.reset()
  desk.changes.publish(['appointments', 'calendars', 'schedules', 'eventTypes', 'refused'])
}

async function rebuild(
  rows: Rows,
  desk: Desk,
  names: ReadonlySet<DocumentName>,
  commands: readonly WaitingCommand[],
): Promise<void> {
  const { tx } = rows
  for (const name of names) dropUnacknowledged(tx, name)
  const documents = new Map([...names].map((name) => [name, loadDocument(tx, name)]))
  makeAgain(tx, desk, documents, commands)
  for (const [name, document] of documents) {
    await rows.drop(name)
    await rows.apply(projectDocument(document, 'all', desk.horizon()))
    const isEmpty = documentState(tx, name)?.known === false && loadUpdates(tx, name).updates.length === 0
    if (isEmpty) await rows.forget(name)
  }
}

/** In their order, each on what those before it have made. */
function makeAgain(
  tx: DeskHandle,
  desk: Desk,
  documents: Map<DocumentName, OpenDocument>,
  commands: readonly WaitingCommand[],
): void {
  const left = leftIn(tx)
  for (const command of commands) {
    const named = documentsOf(command, desk.identity().workspace).flatMap((name) => documents.get(name) ?? [])
    const done = runAgain(desk, named, command, left)
    if (done.ok) {
      if (done.value.length === 0) acknowledge(tx, { command: command.id, parts: [] })
      appendWritten(tx, command.id, done.value)
      continue
    }
    if (done.reason !== 'internal') {
      setAside(tx, command.id, done.reason)
      continue
    }
    refuseCommand(tx, command.id, done.reason)
    for (const { name } of named) documents.set(name, loadDocument(tx, name))
  }
}
