import { eventTypeWarnings } from '../../core/commands/event-type-warnings.ts'
import { putEventType } from '../../core/commands/put-event-type.ts'
import { documentName } from '../../core/document/document-name.ts'
import type { EventType } from '../../core/model/event-type.ts'
import type { TeamId } from '../../core/model/ids.ts'
import { bookingLinksOf } from '../../storage/queries/booking-links-of.ts'
import { eventTypeById } from '../../storage/queries/event-type-by-id.ts'
import { eventTypesOf } from '../../storage/queries/event-types-of.ts'
import type { Desk } from '../desk/desk.ts'
import { execute } from '../desk/execute.ts'
import { reasonsAgainst, reasonsOfDay } from '../desk/reasons-against.ts'
import { slotsOf } from '../desk/slots-of.ts'
import { implementer } from './implementer.ts'
import type { Parts } from './parts.ts'
import { valueOf } from './refusals.ts'

const os = implementer.eventTypes

export function eventTypeProcedures({ desk, link }: Parts) {
  return os.router({
    list: os.list.handler(() => listEventTypes(desk)),
    lostAddresses: os.lostAddresses.handler(async () => valueOf(await link.lostAddresses())),
    put: os.put.handler(({ input }) => putInPlace(desk, input)),
    slots: os.slots.handler(async ({ input }) => valueOf(await slotsOf(desk, input))),
    whyNot: os.whyNot.handler(async ({ input }) => [...valueOf(await reasonsAgainst(desk, input))]),
    whyNotDay: os.whyNotDay.handler(async ({ input }) => [...valueOf(await reasonsOfDay(desk, input))]),
  })
}

async function listEventTypes({ store, identity }: Desk) {
  const { workspace, server } = identity()
  const links = await bookingLinksOf(store.read, { workspace })
  const rows = await eventTypesOf(store.read, { workspace })
  return rows.map(({ id, document, data: eventType }) => {
    const own = links.filter((link) => link.eventType === id && link.document === document).map(({ data }) => data)
    // A draft has no address: the one it asks for may be somebody else's.
    const shown = server === undefined ? [] : own.filter(({ active }) => active)
    const publicUrls = shown.map(({ slug }) => new URL(`/book/${slug}/`, server).href)
    return { eventType, links: own, publicUrls }
  })
}

/** A standing one is changed where it is; a new one goes to its team, else to its owner's own. */
async function putInPlace(desk: Desk, { eventType, team }: { eventType: EventType; team?: TeamId | undefined }) {
  const { workspace } = desk.identity()
  const { id, owner } = eventType
  const standing = await eventTypeById(desk.store.read, { workspace, id, owner })
  const home = team === undefined ? { kind: 'member' as const, member: owner } : { kind: 'team' as const, team }
  const document = standing?.document ?? documentName({ ...home, workspace })
  const put = valueOf(await execute(desk, putEventType, { document, eventType }))
  return { eventType: put, warnings: eventTypeWarnings(put) }
}
