import { z } from 'zod'
import { AbsenceReason } from '../model/absence.ts'
import { AbsenceId } from '../model/ids.ts'
import type { EntityLayout } from './entity-layout.ts'

/** Why somebody is away, for themselves alone; `id`: of the absence. */
export const KeptReason = z.object({ id: AbsenceId, reason: AbsenceReason }).readonly()
export type KeptReason = z.infer<typeof KeptReason>

/** How the reasons of one's own absences lie in one's private document: what everybody reads says that one is away, no more. */
export const absenceReasonLayout: EntityLayout<KeptReason> = {
  root: 'absenceReasons',
  schema: KeptReason,
  keysOf: ({ reason }) => [['reason', reason]],
  candidate: (id, view) => ({ id, reason: view.get('reason') }),
}
