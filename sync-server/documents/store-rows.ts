import { and, eq, inArray, sql } from 'drizzle-orm'
import { partOf } from '../../src/core/document/calendar-part.ts'
import { parseDocumentName } from '../../src/core/document/document-name.ts'
import type { CalendarId, WorkspaceId } from '../../src/core/model/ids.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { Span } from '../../src/core/time/recurrence.ts'
import { applyRowChanges } from '../../src/storage/apply-row-changes.ts'
import { inGroups } from '../../src/storage/batches.ts'
import { renewBusy, type Renewal } from './renew-busy.ts'
import { storeAppointments } from './store-appointments.ts'
import { freeBusyCalendars } from './unit-grants.ts'
import type { Unit } from './unit-of-work.ts'

type AppointmentChange = Extract<RowChange, { table: 'appointment' }>
/** By workspace and calendar: an id may stand in two workspaces. */
type Renewals = Map<string, Renewal>
type Place = { readonly workspace: WorkspaceId; readonly calendar: CalendarId }

/**
 * Applies the rows that a unit gathered, and brings the busy documents of calendars with a free-busy share to what the rows
 * then say. Every change of an appointment passes here, whoever made it.
 */
export async function storeRows(unit: Unit): Promise<void> {
  const changes = await veiledChanges(unit)
  await lockCalendars(unit, [...changes.map(({ place }) => place), ...unit.unveiled])
  const renewals: Renewals = new Map()
  for (const { change, place } of changes) {
    const { parts } = renewalOf(renewals, place)
    if (change.table === 'appointment' && 'put' in change) addParts(parts, change.occurrences)
  }
  await addStandingParts(unit, changes, renewals)
  await storeAppointments(unit.tx, unit.rows)
  await applyRowChanges(
    unit.tx,
    unit.rows.filter(({ table }) => table !== 'appointment'),
  )
  for (const { change, place } of changes) if (change.table === 'calendar') renewalOf(renewals, place).whole = true
  for (const place of unit.unveiled) renewalOf(renewals, place).whole = true
  await renewBusy(unit, [...renewals.values()])
}

type Veiled = { readonly change: RowChange; readonly place: Place }

/** What of the unit's rows somebody sees as busy times alone. */
async function veiledChanges(unit: Unit): Promise<Veiled[]> {
  const placed = unit.rows.flatMap((change) => {
    const place = placeOf(change)
    return place ? [{ change, place }] : []
  })
  const veiled: Veiled[] = []
  for (const [workspace, own] of Map.groupBy(placed, ({ place }) => place.workspace)) {
    const calendars = await freeBusyCalendars(unit, workspace)
    veiled.push(...own.filter(({ place }) => calendars.has(place.calendar)))
  }
  return veiled
}

// Two processes would otherwise each miss the rows that the other is about to commit. Taken after all rows of documents but
// those of busy documents, and in order: nobody waits for somebody who waits.
async function lockCalendars({ tx }: Unit, places: readonly Place[]): Promise<void> {
  for (const key of [...new Set(places.map(keyOf))].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`busy ${key}`}, 0))`)
  }
}

function placeOf(change: RowChange): Place | undefined {
  if (change.table === 'calendar') {
    return 'put' in change ? { ...change.put, calendar: change.put.id } : { ...change, calendar: change.remove }
  }
  if (change.table !== 'appointment') return undefined
  if ('put' in change) return change.put
  const ref = parseDocumentName(change.document)
  return ref?.kind === 'entries' ? ref : undefined
}

function keyOf({ workspace, calendar }: Place): string {
  return `${workspace} ${calendar}`
}

function renewalOf(renewals: Renewals, { workspace, calendar }: Place): Renewal {
  const key = keyOf({ workspace, calendar })
  const known = renewals.get(key) ?? { workspace, calendar, parts: new Map(), whole: false }
  renewals.set(key, known)
  return known
}

function addParts(parts: Map<string, Span>, occurrences: readonly { readonly starts: number }[]): void {
  for (const { starts } of occurrences) {
    const part = partOf({ startsAt: starts })
    const { from, until } = parts.get(part) ?? { from: starts, until: starts + 1 }
    parts.set(part, { from: Math.min(from, starts), until: Math.max(until, starts + 1) })
  }
}

/** Where the appointments stood before: they may leave from there. */
async function addStandingParts(unit: Unit, changes: readonly Veiled[], renewals: Renewals) {
  const { occurrence } = unit.tx.tables
  const touched = changes.flatMap(({ change, place }) =>
    change.table === 'appointment' ? [{ ...entryOf(change), parts: renewalOf(renewals, place).parts }] : [],
  )
  await inGroups(
    touched,
    ({ document }) => document,
    async (document, batch) => {
      const ids = batch.map(({ id }) => id)
      const standing = await unit.tx
        .select({ starts: occurrence.starts })
        .from(occurrence)
        .where(and(eq(occurrence.document, document), inArray(occurrence.appointment, ids)))
      // All of one document are of one calendar.
      if (batch[0]) addParts(batch[0].parts, standing)
    },
  )
}

function entryOf(change: AppointmentChange) {
  return 'put' in change
    ? { document: change.put.document, id: change.put.id }
    : { document: change.document, id: change.remove }
}
