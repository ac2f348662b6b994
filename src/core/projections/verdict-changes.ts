import type { DocumentName, DocumentRef } from '../document/document-name.ts'
import { readEntity } from '../document/entity-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import { verdictLayout } from '../document/verdict-layout.ts'
import { AppointmentId } from '../model/ids.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type Verdicts = { readonly ref: Extract<DocumentRef, { kind: 'calendar' | 'verdicts' }>; readonly name: DocumentName }

/** What the server has decided about the bookings of one calendar. */
export function verdictChanges({ ref, name }: Verdicts, doc: SharedDocument, touched: Touched): RowChange[] {
  return touchedIds(doc, 'verdicts', touched).flatMap((key): RowChange[] => {
    const data = readEntity(doc, verdictLayout, key)
    const { workspace, calendar } = ref
    if (data) return [{ table: 'verdict', put: { workspace, document: name, calendar, id: data.id, data } }]
    const id = AppointmentId.safeParse(key)
    return id.success ? [{ table: 'verdict', remove: id.data, document: name }] : []
  })
}
