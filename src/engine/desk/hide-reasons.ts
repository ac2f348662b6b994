import { putAbsence } from '../../core/commands/put-absence.ts'
import { absencesOf } from '../../storage/queries/absences-of.ts'
import type { Desk } from './desk.ts'
import { execute } from './execute.ts'

/**
 * Takes the reasons of this person's absences out of the document that everybody reads and into their own: older apps wrote them
 * there. One that is refused stays, until the next time.
 */
export async function hideReasons(desk: Desk): Promise<void> {
  const { workspace, member } = desk.identity()
  for (const { data: absence } of await absencesOf(desk.store.read, { workspace, members: [member] }))
    if (absence.reason !== 'other') await execute(desk, putAbsence, { absence, privately: absence.reason })
}
