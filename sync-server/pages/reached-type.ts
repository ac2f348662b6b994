import type { NamedType } from '../booking/link-of-type.ts'
import { type BookingPlace, linkPlace, organizerPlace } from './booking-address.ts'
import type { PageDeps } from './page-deps.ts'

/** The parameters of the two kinds of address under which a type is booked. */
export type PlaceParams = { readonly slug: string } | NamedType

/** The link behind an address, and how its pages are addressed. `slug` is not yet known to be anybody's. */
export type ReachedType = { readonly slug: string; readonly place: BookingPlace }

/** Undefined where there is no such organizer, or no such type of theirs that is public. */
export async function reachedType(
  params: PlaceParams,
  { bookables, store }: PageDeps,
): Promise<ReachedType | undefined> {
  if ('slug' in params) return { slug: params.slug, place: linkPlace(params.slug) }
  const slug = await bookables.slugOfType(store.read, params)
  return slug === undefined ? undefined : { slug, place: organizerPlace(params) }
}
