import { EventType } from '../../core/model/event-type.ts'
import type { EventTypeRow } from '../../core/projections/rows.ts'
import type { Tables } from '../schema.ts'

type Selected = Tables['eventType']['$inferSelect']

/** A row may be older than the fields of today: what it lacks is as usual. */
export function eventTypeRow(row: Selected): EventTypeRow {
  return { ...row, data: EventType.parse(row.data) }
}
