import type { Absence } from '../../../core/model/absence.ts'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import { AbsenceId, type MemberId } from '../../../core/model/ids.ts'
import { instant } from '../../../core/model/instant.ts'
import { uuidV7 } from '../../../core/model/uuid.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'

/** An absence of whole days as it is being entered. */
export type AbsenceForm = {
  readonly from: WallDate
  readonly until: WallDate
  readonly reason: Absence['reason']
  readonly delegate: MemberId | undefined
}

export const REASONS = ['vacation', 'sick', 'training', 'other'] as const satisfies readonly Absence['reason'][]

/** Undefined where the last day lies before the first. */
export function newAbsence({ from, until, reason, delegate }: AbsenceForm, member: MemberId): Absence | undefined {
  if (until < from) return undefined
  const id = AbsenceId.parse(uuidV7(Date.now(), crypto.getRandomValues(new Uint8Array(16))))
  return { id, member, time: { kind: 'dates', from, until }, reason, source: 'manual', ...(delegate && { delegate }) }
}

/** Its first and its last date, as clocks of `zone` show them. */
export function absenceDates({ time }: Absence, zone: ZoneName): { first: WallDate; last: WallDate } {
  if (time.kind === 'dates') return { first: time.from, last: time.until }
  return { first: wallDateOf(time.startsAt, zone), last: wallDateOf(instant(time.endsAt - 1), zone) }
}

/** The same in the shape in which times are shown. */
export function shownTime({ time }: Absence, zone: ZoneName): AppointmentTime {
  if (time.kind === 'dates') return { kind: 'all-day', firstDay: time.from, lastDay: time.until }
  return { kind: 'timed', startsAt: time.startsAt, endsAt: time.endsAt, zone }
}
