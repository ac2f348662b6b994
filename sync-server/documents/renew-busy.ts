import { randomUUID } from 'node:crypto'
import { like } from 'drizzle-orm'
import { busyLayout } from '../../src/core/document/busy-layout.ts'
import { partOf } from '../../src/core/document/calendar-part.ts'
import { documentName, parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { readEntities, writeEntity } from '../../src/core/document/entity-layout.ts'
import { entitiesOf, transact } from '../../src/core/document/shared-document.ts'
import { AppointmentId, type CalendarId, type WorkspaceId } from '../../src/core/model/ids.ts'
import { doc } from '../database/schema.ts'
import { blockingTimes, type TakenTime } from './blocking-times.ts'
import { captureChange } from './capture-change.ts'
import type { OpenDocument } from './open-document.ts'
import { SERVER, serverClient } from './unit-grants.ts'
import { appendEntry, lockRows, openForWriting, registerClient, type Unit } from './unit-of-work.ts'

/** A calendar whose busy documents are to say what its rows say: the quarters named, or all there are or should be. */
export type Renewal = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly parts: Set<string>
  whole: boolean
}

type Wanted = { readonly name: DocumentName; readonly times: ReadonlyMap<string, TakenTime> }

/**
 * Writes what differs, as the server. Busy time is a set: appointments at the very same time are one entry, and one that is
 * moved is a new entry under a new id, so that nothing can be told of what lies behind. The calendars are locked by the caller.
 */
export async function renewBusy(unit: Unit, renewals: readonly Renewal[]): Promise<void> {
  const wanted: Wanted[] = []
  for (const renewal of renewals) wanted.push(...(await wantedOf(unit, renewal)))
  await lockRows(
    unit,
    wanted.map(({ name }) => name),
    'update',
  )
  for (const { name, times } of wanted) {
    const isEmpty = unit.locked.get(name)?.row === undefined && times.size === 0
    if (!isEmpty) bringTo(unit, await openForWriting(unit, name), times)
  }
}

async function wantedOf(unit: Unit, { workspace, calendar, parts, whole }: Renewal): Promise<Wanted[]> {
  const times = await blockingTimes(unit.tx, { workspace, calendar, parts: whole ? undefined : parts })
  const byPart = Map.groupBy(times, ({ starts }) => partOf({ startsAt: starts }))
  const named = whole ? [...byPart.keys(), ...(await standingParts(unit, workspace, calendar))] : [...parts]
  return [...new Set(named)].map((part) => ({
    name: documentName({ kind: 'busy', workspace, calendar, part }),
    times: new Map((byPart.get(part) ?? []).map((time) => [keyOf(time), time])),
  }))
}

async function standingParts(unit: Unit, workspace: WorkspaceId, calendar: CalendarId): Promise<string[]> {
  const rows = await unit.tx
    .select({ name: doc.name })
    .from(doc)
    .where(like(doc.name, `${workspace}/busy/${calendar}/%`))
  return rows.flatMap(({ name }) => {
    const ref = parseDocumentName(name)
    return ref?.kind === 'busy' ? [ref.part] : []
  })
}

function bringTo(unit: Unit, document: OpenDocument, wanted: ReadonlyMap<string, TakenTime>): void {
  const client = serverClient(document)
  const { updates } = captureChange(document.doc, () =>
    transact(document.doc, 'renew-busy', () => {
      const missing = new Map(wanted)
      for (const { id, ...time } of readEntities(document.doc, busyLayout).valid) {
        if (!missing.delete(keyOf(time))) entitiesOf(document.doc, 'busy').delete(id)
      }
      for (const time of missing.values()) {
        writeEntity(document.doc, busyLayout, { ...time, id: AppointmentId.parse(randomUUID()) })
      }
    }),
  )
  for (const update of updates) {
    registerClient(unit, document, client, SERVER)
    appendEntry(unit, { document, update, actor: SERVER, device: undefined, command: undefined })
  }
}

function keyOf({ basis, starts, ends, allDay }: TakenTime): string {
  return `${basis} ${starts} ${ends} ${allDay}`
}
