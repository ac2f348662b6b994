import { absenceLayout } from '../document/absence-layout.ts'
import type { DocumentName, DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { AbsenceTime } from '../model/absence.ts'
import { AbsenceId } from '../model/ids.ts'
import { DAY } from '../model/instant.ts'
import { dateAsUtc } from '../time/wall-clock.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type Place = {
  readonly ref: Extract<DocumentRef, { kind: 'member' | 'private' | 'team' }>
  readonly name: DocumentName
}

/** Rows of a member's absences; also of those that were taken back, marked. */
export function absenceChanges({ ref, name: document }: Place, doc: SharedDocument, touched: Touched): RowChange[] {
  if (ref.kind === 'team') return []
  const { workspace, member } = ref
  return touchedIds(doc, 'absences', touched).flatMap((key): RowChange[] => {
    const kept = readEntity(doc, absenceLayout(member), key)
    if (kept !== undefined) {
      const { deletedAt, ...data } = kept
      const row = { workspace, document, id: data.id, member, ...boundsOf(data.time), data }
      return [{ table: 'absence', put: { ...row, deleted: deletedAt !== undefined } }]
    }
    const id = AbsenceId.safeParse(key)
    return id.success ? [{ table: 'absence', remove: id.data, document }] : []
  })
}

// No zone is more than a day off UTC; `until` is the last day, included.
function boundsOf(time: AbsenceTime): { starts: number; ends: number } {
  switch (time.kind) {
    case 'span':
      return { starts: time.startsAt, ends: time.endsAt }
    case 'dates':
      return { starts: dateAsUtc(time.from) - DAY, ends: dateAsUtc(time.until) + 2 * DAY }
  }
}
