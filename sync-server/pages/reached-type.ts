import type { PostgresReadHandle } from '../../src/storage/handle.ts'
import { linkOfType } from '../booking/link-of-type.ts'
import { type BookingPlace, linkPlace, organizerPlace } from './booking-address.ts'

/** The parameters of the two kinds of address under which a type is booked. */
export type PlaceParams = { readonly slug: string } | { readonly organizer: string; readonly type: string }

/** The link behind an address, and how its pages are addressed. `slug` is not yet known to be anybody's. */
export type ReachedType = { readonly slug: string; readonly place: BookingPlace }

/** Undefined where there is no such organizer, or no such type of theirs that is public. */
export async function reachedType(db: PostgresReadHandle, params: PlaceParams): Promise<ReachedType | undefined> {
  if ('slug' in params) return { slug: params.slug, place: linkPlace(params.slug) }
  const slug = await linkOfType(db, params)
  return slug === undefined ? undefined : { slug, place: organizerPlace(params) }
}
