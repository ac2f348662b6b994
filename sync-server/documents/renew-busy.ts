import { randomUUID } from 'node:crypto'
import { like } from 'drizzle-orm'
import { busyLayout, busyTimesWithin } from '../../src/core/document/busy-layout.ts'
import { partOf } from '../../src/core/document/calendar-part.ts'
import { documentName, parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { writeEntity } from '../../src/core/document/entity-layout.ts'
import { entitiesOf, transact } from '../../src/core/document/shared-document.ts'
import { AppointmentId, type CalendarId, type WorkspaceId } from '../../src/core/model/ids.ts'
import type { Span } from '../../src/core/time/recurrence.ts'
import { doc } from '../database/schema.ts'
import { blockingTimes, type TakenTime } from './blocking-times.ts'
import { captureChange } from './capture-change.ts'
import type { OpenDocument } from './open-document.ts'
import { SERVER, serverClient } from './unit-grants.ts'
import { appendEntry, lockRows, openForWriting, registerClient, type Unit } from './unit-of-work.ts'

/** A calendar whose busy documents are to say what its rows say: of each quarter named what starts in the span, or everything. */
export type Renewal = {
  readonly workspace: WorkspaceId
  readonly calendar: CalendarId
  readonly parts: Map<string, Span>
  whole: boolean
}

type Wanted = { readonly name: DocumentName; readonly span: Span; readonly times: ReadonlyMap<string, TakenTime> }

const EVER: Span = { from: Number.MIN_SAFE_INTEGER, until: Number.MAX_SAFE_INTEGER }

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
  for (const one of wanted) {
    const isEmpty = unit.locked.get(one.name)?.row === undefined && one.times.size === 0
    if (!isEmpty) bringTo(unit, await openForWriting(unit, one.name), one)
  }
}

async function wantedOf(unit: Unit, { workspace, calendar, parts, whole }: Renewal): Promise<Wanted[]> {
  if (!whole && parts.size === 0) return []
  const span = whole ? EVER : hull([...parts.values()])
  const times = await blockingTimes(unit.tx, { workspace, calendar, span })
  const byPart = Map.groupBy(times, ({ starts }) => partOf({ startsAt: starts }))
  const all = whole ? [...byPart.keys(), ...(await standingParts(unit, workspace, calendar))] : []
  const spans = whole ? new Map(all.map((part) => [part, EVER])) : parts
  return [...spans].map(([part, within]) => {
    const own = (byPart.get(part) ?? []).filter(({ starts }) => starts >= within.from && starts < within.until)
    const name = documentName({ kind: 'busy', workspace, calendar, part })
    return { name, span: within, times: new Map(own.map((time) => [keyOf(time), time])) }
  })
}

function hull(spans: readonly Span[]): Span {
  const from = Math.min(...spans.map((span) => span.from))
  return { from, until: Math.max(...spans.map((span) => span.until)) }
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

function bringTo(unit: Unit, document: OpenDocument, { span, times }: Wanted): void {
  const client = serverClient(document)
  const { updates } = captureChange(document.doc, () =>
    transact(document.doc, 'renew-busy', () => {
      const missing = new Map(times)
      for (const { id, ...time } of busyTimesWithin(document.doc, span)) {
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
