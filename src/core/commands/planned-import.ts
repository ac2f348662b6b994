import type { RefusalReason } from '../contract/refusal.ts'
import { sameValue } from '../document/plain-value.ts'
import type { Appointment } from '../model/appointment.ts'
import { withCheckedRules } from './checked-series.ts'
import { mergeImported } from './merge-imported.ts'
import { PlacedTime } from './placed-time.ts'

/** An appointment of the calendar with the same uid, and the mark that its last import left beside it. */
export type Known = { readonly appointment: Appointment; readonly mark: unknown }

/** What an import makes of one appointment of a file. */
export type PlannedImport =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** In the home document of its first start. */
  | { readonly kind: 'created'; readonly appointment: Appointment }
  /** In the home document of the known one. */
  | { readonly kind: 'updated'; readonly appointment: Appointment }
  /** A single one that became a series, or the reverse, gets a new home: the old entry is removed. */
  | { readonly kind: 'replaced'; readonly removed: Appointment; readonly appointment: Appointment }

/** A file is followed where it has changed since its last import, unless ours is a later revision; one removed here comes back. */
export function plannedImport(known: Known | undefined, imported: Appointment, mark: string): PlannedImport {
  const checked = checkedImport(imported)
  if (checked.kind === 'refused' || known === undefined) return checked
  const { appointment } = checked
  const there = known.appointment.deletedAt === undefined
  if (there && (known.mark === mark || appointment.sequence < known.appointment.sequence)) return { kind: 'unchanged' }
  if ((known.appointment.series === undefined) !== (appointment.series === undefined)) {
    return { kind: 'replaced', removed: { ...known.appointment, deletedAt: appointment.changedAt }, appointment }
  }
  const merged = mergeImported(known.appointment, appointment)
  return saysTheSame(merged, known.appointment) ? { kind: 'unchanged' } : { kind: 'updated', appointment: merged }
}

function checkedImport(imported: Appointment): Extract<PlannedImport, { kind: 'created' | 'refused' }> {
  const { time, series } = imported
  if (time !== undefined && !PlacedTime.safeParse(time).success) return { kind: 'refused', reason: 'invalid-input' }
  if (series === undefined) return { kind: 'created', appointment: imported }
  const checked = withCheckedRules(series)
  if (!checked.ok) return { kind: 'refused', reason: checked.reason }
  return { kind: 'created', appointment: { ...imported, series: checked.value } }
}

function saysTheSame(merged: Appointment, known: Appointment): boolean {
  return sameValue(merged, { ...known, changedAt: merged.changedAt, sequence: merged.sequence })
}
