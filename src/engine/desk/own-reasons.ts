import { absenceReasonLayout } from '../../core/document/absence-reason-layout.ts'
import { documentName } from '../../core/document/document-name.ts'
import { readEntities } from '../../core/document/entity-layout.ts'
import type { SharedDocument } from '../../core/document/shared-document.ts'
import type { AbsenceReason } from '../../core/model/absence.ts'
import type { AbsenceId } from '../../core/model/ids.ts'
import type { Desk } from './desk.ts'

type Reasons = ReadonlyMap<AbsenceId, AbsenceReason>

/** Why the person at this desk is away: nobody else knows. */
export function ownReasons({ lane, documents, identity }: Desk): Promise<Reasons> {
  const { workspace, member } = identity()
  return lane.run(async () => reasonsIn(documents.open(documentName({ kind: 'private', workspace, member })).doc))
}

export function reasonsIn(own: SharedDocument): Reasons {
  return new Map(readEntities(own, absenceReasonLayout).valid.map(({ id, reason }) => [id, reason]))
}
