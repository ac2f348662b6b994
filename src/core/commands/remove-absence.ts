import { z } from 'zod'
import { absenceLayout } from '../document/absence-layout.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { readEntity, writeEntity } from '../document/entity-layout.ts'
import { transact } from '../document/shared-document.ts'
import { AbsenceId, MemberId, type WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const RemoveAbsence = z.object({ member: MemberId, id: AbsenceId })
type RemoveAbsence = z.infer<typeof RemoveAbsence>

type Reason = 'not-found' | 'newer-version'

/** Takes an absence back. It stays marked, so that whoever edits it meanwhile finds it again. */
export const removeAbsence: Command<RemoveAbsence, undefined, Reason> = {
  verb: 'remove-absence',
  input: RemoveAbsence,
  documents: (input, workspace) => [homeOf(input, workspace)],
  run,
}

function homeOf({ member }: RemoveAbsence, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'member', workspace, member })
}

function run(documents: Documents, input: RemoveAbsence, deps: CommandDeps): Result<undefined, Reason> {
  const opened = openDocument(documents, homeOf(input, deps.workspace))
  if (!opened.ok) return opened
  const layout = absenceLayout(input.member)
  const absence = readEntity(opened.value, layout, input.id)
  if (absence === undefined || absence.deletedAt !== undefined) return refuse('not-found')

  const removed = { ...absence, deletedAt: deps.now }
  transact(opened.value, removeAbsence.verb, () => writeEntity(opened.value, layout, removed))
  return ok(undefined)
}
