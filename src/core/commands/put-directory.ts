import { DirectoryChange, writeDirectory } from '../document/directory-change.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import type { WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

type Reason = 'newer-version' | 'invalid-input'

/** Who is who and who may do what. For the server alone, and for the engine of someone who works alone (model.md). */
export const putDirectory: Command<DirectoryChange, undefined, Reason> = {
  verb: 'put-directory',
  input: DirectoryChange,
  documents: (_, workspace) => [homeOf(workspace)],
  run,
}

function homeOf(workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'directory', workspace })
}

function run(documents: Documents, change: DirectoryChange, deps: CommandDeps): Result<undefined, Reason> {
  const { workspace } = change
  if (workspace !== undefined && workspace.id !== deps.workspace)
    return refuse('invalid-input', { fields: ['workspace'] })
  const opened = openDocument(documents, homeOf(deps.workspace))
  if (!opened.ok) return opened
  writeDirectory(opened.value, putDirectory.verb, change)
  return ok(undefined)
}
