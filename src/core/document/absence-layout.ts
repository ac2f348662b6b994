import { Absence } from '../model/absence.ts'
import type { MemberId } from '../model/ids.ts'
import { Instant } from '../model/instant.ts'
import type { EntityLayout } from './entity-layout.ts'
import { isPlainObject } from './plain-value.ts'

/** An absence as a document keeps it: one that was removed stays there, marked. */
export const KeptAbsence = Absence.unwrap().extend({ deletedAt: Instant.optional() }).readonly()
export type KeptAbsence = Readonly<Absence & { deletedAt?: Instant | undefined }>

/** How a member's absences lie in their document. */
export function absenceLayout(member: MemberId): EntityLayout<KeptAbsence> {
  return {
    root: 'absences',
    schema: KeptAbsence,
    keysOf: ({ source, time, reason, delegate, deletedAt }) => [
      ['base', { source }],
      ['time', time],
      ['reason', reason],
      ['delegate', delegate],
      ['deletedAt', deletedAt],
    ],
    candidate: (id, view) => {
      const base = view.get('base')
      return {
        id,
        member,
        source: isPlainObject(base) ? base['source'] : undefined,
        time: view.get('time'),
        reason: view.get('reason'),
        delegate: view.get('delegate'),
        deletedAt: view.get('deletedAt'),
      }
    },
  }
}
