import { putAbsence } from '../../core/commands/put-absence.ts'
import { putBookingLink } from '../../core/commands/put-booking-link.ts'
import { putEventType } from '../../core/commands/put-event-type.ts'
import { putSchedule } from '../../core/commands/put-schedule.ts'
import { absenceLayout } from '../../core/document/absence-layout.ts'
import { bookingLinkLayout } from '../../core/document/booking-link-layout.ts'
import { documentName } from '../../core/document/document-name.ts'
import { readEntities } from '../../core/document/entity-layout.ts'
import { eventTypeLayout } from '../../core/document/event-type-layout.ts'
import { scheduleLayout } from '../../core/document/schedule-layout.ts'
import type { Absence } from '../../core/model/absence.ts'
import type { BookingLink } from '../../core/model/booking-link.ts'
import type { EventType } from '../../core/model/event-type.ts'
import { AbsenceId, BookingLinkId, EventTypeId, ScheduleId } from '../../core/model/ids.ts'
import type { Schedule } from '../../core/model/schedule.ts'
import type { Slug } from '../../core/model/workspace.ts'
import { reasonsIn } from '../desk/own-reasons.ts'
import { isAsBegun } from '../desk/begin-alone.ts'
import type { Desk } from '../desk/desk.ts'
import type { Identity } from '../desk/identity.ts'
import type { Carrier } from './carry-command.ts'

export type PackedDefinitions = {
  readonly schedules: readonly Schedule[]
  readonly absences: readonly Absence[]
  readonly eventTypes: readonly EventType[]
  readonly links: readonly BookingLink[]
}

/** One's own hours, absences, event types and booking links, without what was removed or never touched. Only in the lane. */
export function packDefinitions({ documents, identity }: Desk): PackedDefinitions {
  const { workspace, member } = identity()
  const { doc } = documents.open(documentName({ kind: 'member', workspace, member }))
  const { doc: own } = documents.open(documentName({ kind: 'private', workspace, member }))
  const reasons = reasonsIn(own)
  const eventTypes = readEntities(doc, eventTypeLayout).valid.filter(({ owner }) => owner === member)
  const used = new Set(eventTypes.map(({ schedule }) => schedule))
  const known = new Set(eventTypes.map(({ id }) => id))
  return {
    schedules: readEntities(doc, scheduleLayout(member)).valid.filter((one) => used.has(one.id) || !isAsBegun(one)),
    absences: readEntities(doc, absenceLayout(member)).valid.flatMap(({ deletedAt, ...absence }) =>
      deletedAt === undefined ? [{ ...absence, reason: reasons.get(absence.id) ?? absence.reason }] : [],
    ),
    eventTypes,
    links: readEntities(doc, bookingLinkLayout).valid.filter(({ eventType }) => known.has(eventType)),
  }
}

/** The new id of an event type that came along. */
export type BroughtTypes = ReadonlyMap<EventTypeId, EventTypeId>

/**
 * Puts them into the member's document under new ids. Somebody else is known in the new workspace under another id, if at all: of
 * hosts and delegates only the member stays. A link whose address is taken becomes a draft.
 */
export async function unpackDefinitions(
  packed: PackedDefinitions,
  carry: Carrier,
  at: { readonly desk: Desk; readonly identity: Identity; readonly taken: ReadonlySet<Slug> },
): Promise<BroughtTypes> {
  const { desk, identity, taken } = at
  const { workspace, member } = identity
  const document = documentName({ kind: 'member', workspace, member })
  const schedules = new Map(packed.schedules.map(({ id }) => [id, ScheduleId.parse(desk.newId())]))
  const eventTypes = new Map(packed.eventTypes.map(({ id }) => [id, EventTypeId.parse(desk.newId())]))
  for (const schedule of packed.schedules) {
    const id = schedules.get(schedule.id) ?? schedule.id
    await carry(putSchedule, { schedule: { ...schedule, id, member } })
  }
  for (const { delegate: _, ...absence } of packed.absences)
    await carry(putAbsence, {
      absence: { ...absence, id: AbsenceId.parse(desk.newId()), member },
      privately: absence.reason,
    })
  for (const eventType of packed.eventTypes) {
    const id = eventTypes.get(eventType.id) ?? eventType.id
    const schedule = schedules.get(eventType.schedule) ?? eventType.schedule
    const host = eventType.hosts.find((one) => one.member === eventType.owner) ?? OWN_HOST
    const hosts = [{ ...host, member }]
    await carry(putEventType, { document, eventType: { ...eventType, id, owner: member, schedule, hosts } })
  }
  for (const link of packed.links) {
    const eventType = eventTypes.get(link.eventType) ?? link.eventType
    const active = link.active && !taken.has(link.slug)
    await carry(putBookingLink, {
      document,
      link: { ...link, id: BookingLinkId.parse(desk.newId()), eventType, active },
    })
  }
  return eventTypes
}

const OWN_HOST = { required: true, weight: 1, priority: 0 } as const
