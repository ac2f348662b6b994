import { documentName, parseDocumentName, type DocumentName } from '../../src/core/document/document-name.ts'
import { markMoved, movesOf, originOf, type Moved } from '../../src/core/document/read-appointments.ts'
import type { AppointmentId } from '../../src/core/model/ids.ts'
import type { RowChange } from '../../src/core/projections/rows.ts'
import type { Unit } from './unit-of-work.ts'
import { unitScope } from './unit-scope.ts'

/**
 * Where an appointment was moved to several calendars apart, the one with the lowest new id stands: the others are marked as
 * moved to that one, so that nobody sees it twice. Only what says of itself that it came of this appointment is touched.
 */
export async function settleMoves(unit: Unit): Promise<void> {
  const scope = unitScope(unit)
  // It grows while we go: what is marked leaves its own calendar, and may have been moved on from there.
  for (let index = 0; index < unit.rows.length; index++) {
    for (const { from, lost, winner } of disputesOf(unit, unit.rows[index])) {
      await scope.write(lost.home, (doc) => {
        const isKnown = movesOf(doc, lost.to).some(({ to }) => to === winner.to)
        if (!isKnown && originOf(doc, lost.to) === from) markMoved(doc, lost.to, winner)
      })
    }
  }
}

type Dispute = {
  readonly from: AppointmentId
  readonly lost: { readonly to: AppointmentId; readonly home: DocumentName }
  readonly winner: Moved
}

function disputesOf(unit: Unit, change: RowChange | undefined): Dispute[] {
  if (change?.table !== 'appointment' || 'put' in change) return []
  const from = unit.opened.get(change.document)
  const [winner, ...lost] = from ? movesOf(from.doc, change.remove) : []
  if (!from || !winner) return []
  return lost.flatMap(({ to, home }) => {
    const ref = parseDocumentName(home)
    if (ref?.kind !== 'entries' || ref.workspace !== from.ref.workspace) return []
    return [{ from: change.remove, lost: { to, home: documentName(ref) }, winner }]
  })
}
