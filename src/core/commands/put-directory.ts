import { z } from 'zod'
import { calendarGrantsLayout, type CalendarGrants } from '../document/calendar-grants-layout.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { readEntity, writeEntity } from '../document/entity-layout.ts'
import { memberLayout } from '../document/member-layout.ts'
import { transact, type SharedDocument } from '../document/shared-document.ts'
import { workspaceLayout } from '../document/workspace-layout.ts'
import { Permission } from '../model/calendar.ts'
import { CalendarId, MemberId, type WorkspaceId } from '../model/ids.ts'
import { Member } from '../model/member.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import { Workspace } from '../model/workspace.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'

const PutDirectory = z.object({
  workspace: Workspace.optional(),
  members: z.array(Member).max(10_000).default([]),
  owners: z
    .array(z.object({ calendar: CalendarId, owner: MemberId }))
    .max(10_000)
    .default([]),
  /** No `permission`: withdrawn. */
  shares: z
    .array(z.object({ calendar: CalendarId, member: MemberId, permission: Permission.optional() }))
    .max(10_000)
    .default([]),
})
type PutDirectory = z.infer<typeof PutDirectory>

type Reason = 'newer-version' | 'invalid-input'

/** Who is who and who may do what. For the server alone, and for the engine of someone who works alone (model.md). */
export const putDirectory: Command<PutDirectory, undefined, Reason> = {
  verb: 'put-directory',
  input: PutDirectory,
  documents: (_, workspace) => [homeOf(workspace)],
  run,
}

function homeOf(workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'directory', workspace })
}

function run(documents: Documents, input: PutDirectory, deps: CommandDeps): Result<undefined, Reason> {
  const { workspace, members } = input
  if (workspace !== undefined && workspace.id !== deps.workspace)
    return refuse('invalid-input', { fields: ['workspace'] })
  const opened = openDocument(documents, homeOf(deps.workspace))
  if (!opened.ok) return opened
  const doc = opened.value

  transact(doc, putDirectory.verb, () => {
    if (workspace !== undefined) writeEntity(doc, workspaceLayout, workspace)
    for (const member of members) writeEntity(doc, memberLayout, member)
    for (const { calendar, owner } of input.owners)
      writeEntity(doc, calendarGrantsLayout, { ...grantsOf(doc, calendar), owner })
    for (const share of input.shares)
      writeEntity(doc, calendarGrantsLayout, withShare(grantsOf(doc, share.calendar), share))
  })
  return ok(undefined)
}

function grantsOf(doc: SharedDocument, calendar: CalendarId): CalendarGrants {
  return readEntity(doc, calendarGrantsLayout, calendar) ?? { id: calendar, shares: [] }
}

function withShare(grants: CalendarGrants, { member, permission }: PutDirectory['shares'][number]): CalendarGrants {
  const others = grants.shares.filter((share) => share.member !== member)
  return { ...grants, shares: permission === undefined ? others : [...others, { member, permission }] }
}
