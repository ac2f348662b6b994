import type { Appointment } from '../model/appointment.ts'

/** Cancelled, completed and no-show are final: such an appointment is neither moved nor cancelled (model.md, status). */
export function isEnded({ status }: Pick<Appointment, 'status'>): boolean {
  return status === 'cancelled' || status === 'completed' || status === 'no-show'
}
