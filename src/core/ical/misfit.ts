import { Appointment } from '../model/appointment.ts'
import type { ImportedAppointment } from './read-report.ts'

const NIL = '00000000-0000-0000-0000-000000000000'
const MISSING = { id: NIL, calendar: NIL, createdAt: 0, createdBy: 'import', changedAt: 0 }

/** Whether the model takes it: undefined, or what it stumbles over. */
export function misfit(imported: ImportedAppointment): string | undefined {
  const checked = Appointment.safeParse({ ...imported, ...MISSING })
  if (checked.success) return undefined
  const [issue] = checked.error.issues
  return `${issue?.path.join('.')}: ${issue?.message}`
}
