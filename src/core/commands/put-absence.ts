import { z } from 'zod'
import { absenceLayout } from '../document/absence-layout.ts'
import { absenceReasonLayout } from '../document/absence-reason-layout.ts'
import { documentName, type DocumentName } from '../document/document-name.ts'
import { writeEntity } from '../document/entity-layout.ts'
import { transact } from '../document/shared-document.ts'
import { Absence, AbsenceReason } from '../model/absence.ts'
import type { WorkspaceId } from '../model/ids.ts'
import { ok, refuse, type Result } from '../model/result.ts'
import type { Command, CommandDeps, Documents } from './command.ts'
import { openDocument } from './open-document.ts'
import { isPlaced } from './placed-time.ts'

/** `privately`: why, for the absent one alone, who alone may say it; whatever reason the absence itself names is not kept. */
const PutAbsence = z.object({ absence: Absence, privately: AbsenceReason.optional() })
type PutAbsence = z.infer<typeof PutAbsence>

type Reason = 'newer-version' | 'invalid-input'

/** When a member is away, new or in place of what stood under its id, also where that was removed. Nothing that is booked moves (C12). */
export const putAbsence: Command<PutAbsence, Absence, Reason> = {
  verb: 'put-absence',
  input: PutAbsence,
  // The reason first: whoever hears of the absence has it already.
  documents: (input, workspace) => [...reasonOf(input, workspace), homeOf(input, workspace)],
  run,
}

function reasonOf({ absence: { member }, privately }: PutAbsence, workspace: WorkspaceId): DocumentName[] {
  return privately === undefined ? [] : [documentName({ kind: 'private', workspace, member })]
}

function homeOf({ absence }: PutAbsence, workspace: WorkspaceId): DocumentName {
  return documentName({ kind: 'member', workspace, member: absence.member })
}

function run(documents: Documents, input: PutAbsence, deps: CommandDeps): Result<Absence, Reason> {
  const opened = openDocument(documents, homeOf(input, deps.workspace))
  if (!opened.ok) return opened
  const { absence } = input
  const { member, delegate, time } = absence
  if (delegate === member) return refuse('invalid-input', { fields: ['absence.delegate'] })
  if (time.kind === 'span' && !isPlaced(time)) return refuse('invalid-input', { fields: ['absence.time'] })

  for (const name of reasonOf(input, deps.workspace)) {
    const kept = openDocument(documents, name)
    if (!kept.ok) return kept
    const reason = { id: absence.id, reason: input.privately ?? 'other' } as const
    transact(kept.value, putAbsence.verb, () => writeEntity(kept.value, absenceReasonLayout, reason))
  }
  const shared: Absence = { ...absence, reason: 'other' }
  transact(opened.value, putAbsence.verb, () => writeEntity(opened.value, absenceLayout(member), shared))
  return ok({ ...shared, reason: input.privately ?? 'other' })
}
