import { BookingLink } from '../model/booking-link.ts'
import type { EntityLayout } from './entity-layout.ts'
import { isPlainObject } from './plain-value.ts'

/** How booking links lie beside their event types. */
export const bookingLinkLayout: EntityLayout<BookingLink> = {
  root: 'links',
  schema: BookingLink,
  keysOf: ({ eventType, slug, active, expiresAt, uses }) => [
    ['base', { eventType }],
    ['slug', slug],
    ['active', active],
    ['expiresAt', expiresAt],
    ['uses', uses],
  ],
  candidate: (id, view) => {
    const base = view.get('base')
    return {
      id,
      eventType: isPlainObject(base) ? base['eventType'] : undefined,
      slug: view.get('slug'),
      active: view.get('active'),
      expiresAt: view.get('expiresAt'),
      uses: view.get('uses'),
    }
  },
}
