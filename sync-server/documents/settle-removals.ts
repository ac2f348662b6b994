import { and, eq, inArray } from 'drizzle-orm'
import type { DocumentName } from '../../src/core/document/document-name.ts'
import { entityAt, type RootName } from '../../src/core/document/shared-document.ts'
import { AbsenceId, AppointmentId } from '../../src/core/model/ids.ts'
import { DAY } from '../../src/core/model/instant.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { Unit } from './unit-of-work.ts'
import { unitScope } from './unit-scope.ts'

const DELETED_AT = 'deletedAt'

/**
 * What was removed can be restored for 30 days from when the others hear of it: where a device says of a removal that it was more
 * than a day ago, or is yet to come, it is of now. Its clock may be years off, or somebody may wish that it is gone at once.
 */
export async function settleRemovals(unit: Unit): Promise<void> {
  const scope = unitScope(unit)
  for (const [document, removed] of Map.groupBy(misdated(unit), (one) => one.document)) {
    const known = await knownRemovals(unit, document, removed)
    const fresh = removed.filter(({ id, at }) => known.get(id) !== at)
    await scope.write(document, (doc) => {
      for (const { root, id } of fresh) entityAt(doc, root, id)?.set(DELETED_AT, unit.at)
    })
  }
}

type Removed = { readonly document: DocumentName; readonly root: RootName; readonly id: string; readonly at: unknown }

function misdated({ rows, opened, at: now }: Unit): Removed[] {
  const removed = new Map(rows.flatMap((change) => removalIn(change)).map((one) => [`${one.document} ${one.id}`, one]))
  return [...removed.values()].flatMap(({ document, root, id }) => {
    const doc = opened.get(document)?.doc
    const at = doc && entityAt(doc, root, id)?.get(DELETED_AT)
    return typeof at === 'number' && Math.abs(now - at) > DAY ? [{ document, root, id, at }] : []
  })
}

function removalIn(change: RowChange): Omit<Removed, 'at'>[] {
  if ((change.table !== 'appointment' && change.table !== 'absence') || !('put' in change)) return []
  const { document, id, deleted } = change.put
  return deleted ? [{ document, root: change.table === 'appointment' ? 'appointments' : 'absences', id }] : []
}

/** When those were removed that were removed before; of an absence the rows do not say it, and nobody but its member does it. */
async function knownRemovals(
  { tx }: Unit,
  document: DocumentName,
  removed: readonly Removed[],
): Promise<ReadonlyMap<string, unknown>> {
  const { appointment, absence } = tx.tables
  const known = new Map<string, unknown>()
  const entries = removed.flatMap(({ id }) => AppointmentId.safeParse(id).data ?? [])
  for (const { id, data } of await tx
    .select({ id: appointment.id, data: appointment.data })
    .from(appointment)
    .where(and(eq(appointment.document, document), inArray(appointment.id, entries), eq(appointment.deleted, true))))
    known.set(id, data.deletedAt)
  const absences = removed.flatMap(({ id }) => AbsenceId.safeParse(id).data ?? [])
  for (const { id } of await tx
    .select({ id: absence.id })
    .from(absence)
    .where(and(eq(absence.document, document), inArray(absence.id, absences), eq(absence.deleted, true))))
    known.set(id, removed.find((one) => one.id === id)?.at)
  return known
}
