import { calendarLayout } from '../../src/core/document/calendar-layout.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { readEntity, writeEntity } from '../../src/core/document/entity-layout.ts'
import type { CalendarId, MemberId, WorkspaceId } from '../../src/core/model/ids.ts'
import { calendarsOf } from '../../src/storage/queries/calendars-of.ts'
import type { TransactionScope } from '../documents/server-transaction.ts'

type Passed = readonly { readonly calendar: CalendarId; readonly owner: MemberId }[]

/**
 * Of the calendars of one owner one takes bookings: where the new owner of a calendar has one already, the bookings of theirs go on
 * to go there. Call it once the directory names the new owners.
 */
export async function oneReceives(scope: TransactionScope, workspace: WorkspaceId, passed: Passed): Promise<void> {
  if (passed.length === 0) return
  const calendars = await calendarsOf(scope.tx, workspace)
  const ids = new Set(passed.map(({ calendar }) => calendar))
  const receiving = calendars.filter(({ receivesBookings, archived }) => receivesBookings && !archived)
  const has = new Set(receiving.filter(({ id }) => !ids.has(id)).map(({ owner }) => owner))
  for (const { id, owner } of receiving) {
    if (!ids.has(id)) continue
    if (has.has(owner)) await stopReceiving(scope, workspace, id)
    else has.add(owner)
  }
}

async function stopReceiving({ write }: TransactionScope, workspace: WorkspaceId, calendar: CalendarId): Promise<void> {
  await write(documentName({ kind: 'calendar', workspace, calendar }), (doc) => {
    const current = readEntity(doc, calendarLayout, calendar)
    if (current) writeEntity(doc, calendarLayout, { ...current, receivesBookings: false })
  })
}
