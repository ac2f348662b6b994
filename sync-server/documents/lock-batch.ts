import { documentName, parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import type { CalendarId, WorkspaceId } from '../../src/core/model/ids.ts'
import { confine } from '../safety/confine.ts'
import { directoryOf } from './directory-change.ts'
import { lockRows, type Unit } from './unit-of-work.ts'
import type { WriterCommand } from './writer-command.ts'

/**
 * All rows that a batch of commands may write, at once, so that two processes never wait for each other: directories first (a
 * claim writes into one, the rest of us only keep it from changing), then documents by id.
 */
export async function lockBatch(unit: Unit, commands: readonly WriterCommand[]): Promise<void> {
  const claiming = new Set<WorkspaceId>()
  const names = new Set<DocumentName>()
  for (const { writer, parts } of commands) {
    for (const { document } of parts) {
      const ref = parseDocumentName(document)
      if (ref?.workspace !== writer.workspace || ref.kind === 'directory') continue
      names.add(documentName(ref))
      if (ref.kind === 'calendar' && !isOwned(unit, writer.workspace, ref.calendar)) claiming.add(writer.workspace)
    }
  }
  const workspaces = [...new Set(commands.map(({ writer }) => writer.workspace))]
  const [only, ...others] = workspaces
  if (only !== undefined && others.length === 0) await confine(unit.tx, only)
  await lockRows(unit, [...claiming].map(directoryOf), 'update')
  await lockRows(unit, workspaces.map(directoryOf), 'share')
  await lockRows(unit, [...names], 'update')
}

function isOwned(unit: Unit, workspace: WorkspaceId, calendar: CalendarId): boolean {
  return unit.deps.grants.get(workspace)?.facts.ownerOf(calendar) !== undefined
}
