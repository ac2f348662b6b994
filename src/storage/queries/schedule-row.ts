import { Schedule } from '../../core/model/schedule.ts'
import type { ScheduleRow } from '../../core/projections/rows.ts'
import type { Tables } from '../schema.ts'

type Selected = Tables['schedule']['$inferSelect']

/** A row may be older than the fields of today: what it lacks is as usual. */
export function scheduleRow(row: Selected): ScheduleRow {
  return { ...row, data: Schedule.parse(row.data) }
}
