import * as Y from 'yjs'
import type { DocumentName } from '../../core/document/document-name.ts'
import { dropUnacknowledged } from '../../storage/desk/drop-unacknowledged.ts'
import { lostCommands, takeBack, type Restored } from '../../storage/desk/kept-commands.ts'
import { leaveDocuments, type LeftDocument } from '../../storage/desk/left-documents.ts'
import { loadUpdates } from '../../storage/desk/load-updates.ts'
import { noteRestored, type RestoredServer } from '../../storage/desk/restored-server.ts'
import { waitingCommands } from '../../storage/desk/waiting-commands.ts'
import type { DeskHandle } from '../../storage/handle.ts'
import type { Desk } from '../desk/desk.ts'
import { writeRows } from '../desk/write-rows.ts'
import { dependentOn } from './dependent-commands.ts'

/**
 * Wipes documents that the server has as they once were, to be fetched anew. Commands that it had taken since then wait again,
 * in their old places; with those that waited they have lost their updates, and `settleCommands` runs them on what is fetched.
 */
export async function beginAnew(desk: Desk, restored: readonly Restored[], how: RestoredServer['how']): Promise<void> {
  const names = restored.map(({ name }) => name)
  const begun = new Set(names)
  try {
    await writeRows(desk, async ({ tx, forget }) => {
      const lost = lostCommands(tx, restored)
      if (lost.length > 0)
        leaveDocuments(
          tx,
          names.flatMap((name) => acknowledgedOf(tx, name)),
        )
      takeBack(tx, lost)
      const dependent = dependentOn(waitingCommands(tx), names, desk.identity().workspace)
      for (const name of dependent.documents) {
        begun.add(name)
        dropUnacknowledged(tx, name)
      }
      for (const name of names) await forget(name)
      noteRestored(tx, { how, at: desk.now() })
    })
  } finally {
    desk.documents.discard(begun)
  }
  desk.marks.reset()
  desk.changes.publish(['appointments', 'calendars', 'schedules', 'eventTypes', 'refused'])
}

/** What was acknowledged of it, as it stands now. */
function acknowledgedOf(tx: DeskHandle, name: DocumentName): LeftDocument[] {
  const { snapshot, updates } = loadUpdates(tx, name)
  const acknowledged = updates.flatMap(({ seq, data }) => (seq === undefined ? [] : [data]))
  const parts = [...(snapshot === undefined ? [] : [snapshot]), ...acknowledged]
  if (parts.length === 0) return []
  const doc = new Y.Doc()
  doc.transact(() => parts.forEach((part) => Y.applyUpdate(doc, part)))
  return [{ name, data: Y.encodeStateAsUpdate(doc) }]
}
