import { z } from 'zod'
import type { RefusalReason } from '../../core/contract/refusal.ts'
import { BookingLinkId } from '../../core/model/ids.ts'
import type { Result } from '../../core/model/result.ts'
import { Slug } from '../../core/model/workspace.ts'
import { bookingLinksOf } from '../../storage/queries/booking-links-of.ts'
import type { Desk } from '../desk/desk.ts'
import { asked } from './asked.ts'
import type { ServerClient } from './server-client.ts'

/** Addresses that the links of this desk ask for and others have; all of them where the server does not say. */
export async function takenSlugs({ store, identity }: Desk, client: ServerClient): Promise<ReadonlySet<Slug>> {
  const links = await bookingLinksOf(store.read, { workspace: identity().workspace })
  const slugs = links.map(({ data }) => data.slug)
  if (slugs.length === 0) return new Set()
  const answer = await asked(z.array(Slug), client.addresses.taken({ slugs }))
  return new Set(answer.ok ? answer.value : slugs)
}

/** Active links known here whose address is somebody else's. */
export async function lostAddresses(
  { store, identity }: Desk,
  client: ServerClient,
): Promise<Result<BookingLinkId[], RefusalReason>> {
  const known = await bookingLinksOf(store.read, { workspace: identity().workspace })
  const links = known.filter(({ active }) => active).map(({ data: { id, slug } }) => ({ id, slug }))
  return asked(z.array(BookingLinkId), client.addresses.lost({ links }))
}
