import type { DocumentName } from '../../core/document/document-name.ts'
import { acknowledge } from '../../storage/desk/acknowledge.ts'
import { requeue } from '../../storage/desk/requeue.ts'
import { commandsToTryAgain, type ToTryAgain } from '../../storage/desk/refused-commands.ts'
import { appendWritten } from '../desk/append-written.ts'
import type { Desk } from '../desk/desk.ts'
import { projectDocument } from '../desk/project-document.ts'
import { writeRows } from '../desk/write-rows.ts'
import { documentsOf } from './dependent-commands.ts'
import { leftIn, runAgain } from './run-again.ts'

/**
 * Of what could not be done again after the server was restored: somebody else's desk has come back since, and has brought
 * into `documents` what it stands on. Only in the lane. What can be done now waits for the server again.
 */
export async function tryAgain(desk: Desk, documents: ReadonlySet<DocumentName>): Promise<void> {
  const { workspace } = desk.identity()
  for (const command of commandsToTryAgain(desk.store.read)) {
    const names = documentsOf({ ...command, parts: [] }, workspace)
    if (names.some((name) => documents.has(name))) await tryOne(desk, command, names)
  }
}

async function tryOne(desk: Desk, command: ToTryAgain, names: readonly DocumentName[]): Promise<void> {
  const opened = names.map((name) => desk.documents.open(name))
  const done = runAgain(desk, opened, { ...command, again: true }, leftIn(desk.store.read))
  if (!done.ok) {
    if (done.reason === 'internal') desk.documents.discard(names)
    return
  }
  try {
    await writeRows(desk, async (rows) => {
      requeue(rows.tx, command.id)
      if (done.value.length === 0) acknowledge(rows.tx, { command: command.id, parts: [] })
      appendWritten(rows.tx, command.id, done.value)
      await rows.apply(
        done.value.flatMap(({ document, touched }) => projectDocument(document, touched, desk.horizon())),
      )
    })
  } catch (error) {
    desk.documents.discard(names)
    throw error
  }
  desk.marks.reset()
  desk.changes.publish(['appointments', 'calendars', 'schedules', 'eventTypes', 'refused'])
}
