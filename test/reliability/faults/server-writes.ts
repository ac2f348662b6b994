import * as Y from 'yjs'
import { documentName } from '../../../src/core/document/document-name.ts'
import { writeAppointment } from '../../../src/core/document/write-appointment.ts'
import * as ids from '../../../src/core/model/ids.ts'
import type { ServerTransaction } from '../../../sync-server/documents/server-transaction.ts'
import { id, memberRow, workspace, workspaceRow, appointment } from '../../support/rows.ts'

const ANNA = id(ids.MemberId, 1)
const CALENDAR = id(ids.CalendarId, 1)

/** The quarter of a calendar of Anna's, and her device. */
export async function openedForAnna(serverTransaction: ServerTransaction) {
  await serverTransaction(({ putDirectory }) =>
    putDirectory(workspace, {
      workspace: workspaceRow(),
      members: [memberRow(1, { role: 'owner' })],
      owners: [{ calendar: CALENDAR, owner: ANNA }],
    }),
  )
  const document = documentName({ kind: 'entries', workspace, calendar: CALENDAR, part: '2026-q4' })
  return { document, writer: { workspace, member: ANNA, device: id(ids.DeviceId, 1) } }
}

/** What a device writes that makes one appointment, under a client id of its own. */
export function appointmentUpdate(n: number): Uint8Array {
  const doc = new Y.Doc()
  writeAppointment(doc, appointment(n))
  return Y.encodeStateAsUpdate(doc)
}
