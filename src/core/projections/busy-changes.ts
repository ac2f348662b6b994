import { busyLayout } from '../document/busy-layout.ts'
import type { DocumentName, DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { BusyTime } from '../model/busy-time.ts'
import { AppointmentId } from '../model/ids.ts'
import { DAY } from '../model/instant.ts'
import type { OccurrenceRow, RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type Busy = { readonly ref: Extract<DocumentRef, { part: string }>; readonly name: DocumentName }

/** Occurrences that stand on their own: that time is taken, and nothing of what by. */
export function busyChanges(busy: Busy, doc: SharedDocument, touched: Touched): RowChange[] {
  return touchedIds(doc, 'busy', touched).flatMap((key): RowChange[] => {
    const time = readEntity(doc, busyLayout, key)
    if (time !== undefined) return [{ table: 'busy', put: busyRow(busy, time) }]
    const id = AppointmentId.safeParse(key)
    return id.success ? [{ table: 'busy', remove: id.data, document: busy.name }] : []
  })
}

function busyRow({ ref, name }: Busy, { id, basis, starts, ends, allDay }: BusyTime): OccurrenceRow {
  return {
    workspace: ref.workspace,
    appointment: id,
    original: '',
    document: name,
    calendar: ref.calendar,
    basis,
    starts,
    ends,
    allDay,
    long: ends - starts > 7 * DAY,
    title: '',
    status: 'confirmed',
    blocks: true,
  }
}
