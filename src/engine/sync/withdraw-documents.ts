import type { DocumentName } from '../../core/document/document-name.ts'
import { forgetKeptOf } from '../../storage/desk/kept-commands.ts'
import { forgetLeftDocument } from '../../storage/desk/left-documents.ts'
import { refuseCommand } from '../../storage/desk/refuse-command.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import type { Desk } from '../desk/desk.ts'
import { writeRows } from '../desk/write-rows.ts'
import { documentsOf } from './dependent-commands.ts'

/**
 * Wipes documents that are no longer this device's to read: log, snapshot and rows. Waiting commands that touched them are
 * set aside with what the person had entered (Y4); what they wrote elsewhere is taken out by `settleCommands`.
 */
export async function withdrawDocuments(desk: Desk, names: readonly DocumentName[]): Promise<void> {
  const gone = new Set(names)
  const { workspace } = desk.identity()
  try {
    await writeRows(desk, async ({ tx, forget }) => {
      for (const command of waitingCommands(tx)) {
        const lost = documentsOf(command, workspace).some((name) => gone.has(name))
        if (lost) refuseCommand(tx, command.id, 'forbidden')
      }
      forgetKeptOf(tx, names)
      for (const name of gone) {
        forgetLeftDocument(tx, name)
        await forget(name)
      }
    })
  } finally {
    desk.documents.discard(gone)
  }
  desk.leaveNoTrace()
  desk.marks.reset()
  desk.changes.publish(['appointments', 'calendars', 'members', 'schedules', 'eventTypes', 'refused'])
}
