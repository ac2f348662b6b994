import { bookingLinksOf } from '../../storage/queries/booking-links-of.ts'
import { eventTypesOf } from '../../storage/queries/event-types-of.ts'
import type { Desk } from '../desk/desk.ts'
import { slotsOf } from '../desk/slots-of.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { valueOf } from './refusals.ts'

const os = implementer.eventTypes

export function eventTypeProcedures({ desk }: Parts) {
  return os.router({
    list: os.list.handler(() => listEventTypes(desk)),
    slots: os.slots.handler(async ({ input }) => valueOf(await slotsOf(desk, input))),
  })
}

async function listEventTypes({ store, identity }: Desk) {
  const { workspace, server } = identity()
  const links = await bookingLinksOf(store.read, { workspace })
  const rows = await eventTypesOf(store.read, { workspace })
  return rows.map(({ id, document, data: eventType }) => {
    const own = links.filter((link) => link.eventType === id && link.document === document).map(({ data }) => data)
    const publicUrls = server === undefined ? [] : own.map(({ slug }) => new URL(`/book/${slug}/`, server).href)
    return { eventType, links: own, publicUrls }
  })
}
