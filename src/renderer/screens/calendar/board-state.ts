import type { Occurrence } from '../../../core/contract/desk.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import type { Draft } from '../../components/time-grid/draft.ts'
import type { NewPlace } from '../editor/new-appointment.tsx'

/** What lies over the calendar at the moment: at most one thing. */
export type BoardState =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'new'; readonly place: NewPlace; readonly draft: Draft }
  /** `key` names the occurrence: what is shown of it is what the engine says now. */
  | { readonly kind: 'detail' | 'edit' | 'cancel' | 'remove' | 'propose'; readonly key: string; readonly box: DOMRect }
  | { readonly kind: 'move'; readonly occurrence: Occurrence; readonly time: AppointmentTime }

export const NOTHING: BoardState = { kind: 'nothing' }
