import { bookingLinkLayout } from '../document/booking-link-layout.ts'
import type { DocumentName, DocumentRef } from '../document/document-name.ts'
import { absenceChanges } from './absence-changes.ts'
import { readEntities, readEntity } from '../document/entity-layout.ts'
import { eventTypeLayout } from '../document/event-type-layout.ts'
import { scheduleLayout } from '../document/schedule-layout.ts'
import type { SharedDocument } from '../document/shared-document.ts'
import type { EventType } from '../model/event-type.ts'
import { BookingLinkId, EventTypeId, ScheduleId } from '../model/ids.ts'
import type { RowChange } from './rows.ts'
import { touchedIds, type Touched } from './touched-ids.ts'

type Definitions = {
  readonly ref: Extract<DocumentRef, { kind: 'member' | 'private' | 'team' }>
  readonly name: DocumentName
}

/** Rows of what can be booked and when: schedules, absences, event types and booking links of a member's or a team's document. */
export function definitionChanges(place: Definitions, doc: SharedDocument, touched: Touched): RowChange[] {
  return [
    ...scheduleChanges(place, doc, touched),
    ...absenceChanges(place, doc, touched),
    ...eventTypeChanges(place, doc, touched),
    ...linkChanges(place, doc, touched),
  ]
}

function scheduleChanges({ ref, name: document }: Definitions, doc: SharedDocument, touched: Touched): RowChange[] {
  if (ref.kind === 'team') return []
  const { workspace, member } = ref
  return touchedIds(doc, 'schedules', touched).flatMap((key): RowChange[] => {
    const data = readEntity(doc, scheduleLayout(member), key)
    if (data !== undefined) return [{ table: 'schedule', put: { workspace, document, id: data.id, member, data } }]
    const id = ScheduleId.safeParse(key)
    return id.success ? [{ table: 'schedule', remove: id.data, document }] : []
  })
}

function eventTypeChanges({ ref, name: document }: Definitions, doc: SharedDocument, touched: Touched): RowChange[] {
  const { workspace } = ref
  return touchedIds(doc, 'eventTypes', touched).flatMap((key): RowChange[] => {
    const data = ownEventType(ref, doc, key)
    if (data !== undefined) {
      const { id, owner, slug, status } = data
      return [{ table: 'eventType', put: { workspace, document, id, owner, slug, status, data } }]
    }
    const id = EventTypeId.safeParse(key)
    return id.success ? [{ table: 'eventType', remove: id.data, document }] : []
  })
}

// In a member's document stand their own types alone: nobody offers another's time by naming them as owner.
function ownEventType(ref: Definitions['ref'], doc: SharedDocument, id: string): EventType | undefined {
  const eventType = readEntity(doc, eventTypeLayout, id)
  return ref.kind === 'team' || eventType?.owner === ref.member ? eventType : undefined
}

function linkChanges({ ref, name: document }: Definitions, doc: SharedDocument, touched: Touched): RowChange[] {
  const { workspace } = ref
  return linkIds(doc, touched).flatMap((key): RowChange[] => {
    const data = readEntity(doc, bookingLinkLayout, key)
    const owner = data === undefined ? undefined : ownEventType(ref, doc, data.eventType)?.owner
    if (data !== undefined && owner !== undefined) {
      const { id, eventType, slug, active } = data
      return [{ table: 'bookingLink', put: { workspace, document, id, eventType, owner, slug, active, data } }]
    }
    const id = BookingLinkId.safeParse(key)
    return id.success ? [{ table: 'bookingLink', remove: id.data, document }] : []
  })
}

// A link's row hangs on its event type: it comes and goes with it, in whatever order the two arrive (Y2).
function linkIds(doc: SharedDocument, touched: Touched): string[] {
  const changed = new Set(touchedIds(doc, 'eventTypes', touched))
  const hanging = readEntities(doc, bookingLinkLayout).valid.filter(({ eventType }) => changed.has(eventType))
  return [...new Set([...touchedIds(doc, 'links', touched), ...hanging.map(({ id }) => id)])].sort()
}
