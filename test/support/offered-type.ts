import { bookingLinkLayout } from '../../src/core/document/booking-link-layout.ts'
import { documentName } from '../../src/core/document/document-name.ts'
import { writeEntity } from '../../src/core/document/entity-layout.ts'
import { BookingLink } from '../../src/core/model/booking-link.ts'
import { EventType } from '../../src/core/model/event-type.ts'
import { newId } from '../../src/engine/new-id.ts'
import type { SyncServer } from '../../sync-server/create-server.ts'
import { online } from './synced-desk.ts'
import type { TestDesk } from './test-desk.ts'

/** A type of half an hour in the hours that a desk begins with, and a public way to it. */
export async function offeredType(
  server: SyncServer,
  { call }: Pick<TestDesk, 'call'>,
  slug = 'ada-visit',
): Promise<EventType> {
  const { workspace, member } = await call.session.get()
  const [schedule] = await call.schedules.list()
  const eventType = EventType.parse({
    id: newId(),
    owner: member.id,
    name: 'Visit',
    slug: 'visit',
    description: '',
    category: 'one-on-one',
    durations: [30],
    step: 30,
    offset: 0,
    buffers: { before: 0, after: 0 },
    notice: 0,
    horizon: { kind: 'calendar-days', days: 60 },
    schedule: schedule?.id,
    hosts: [{ member: member.id, required: true }],
    locations: [],
    questions: [],
    colour: '#3b6fd4',
    private: false,
    status: 'active',
  })
  await call.eventTypes.put({ eventType })
  await online(call)
  const document = documentName({ kind: 'member', workspace: workspace.id, member: member.id })
  const link = BookingLink.parse({ id: newId(), eventType: eventType.id, slug, active: true })
  await server.deps.serverTransaction(({ write }) =>
    write(document, (doc) => writeEntity(doc, bookingLinkLayout, link)),
  )
  return eventType
}
