import { ZoneName } from '../../src/core/model/wall.ts'
import type { Bookable } from '../booking/bookable.ts'
import { dateLocale } from '../booking/time-label.ts'
import type { BookingPage } from './booking-page.ts'
import type { PageDeps } from './page-deps.ts'

/** What all steps of one booking page share. `timezone`: what the visitor chose; one that is not known counts as none. */
export function bookingFrame(bookable: Bookable, timezone: string | undefined, deps: PageDeps): BookingPage {
  const { workspace, link, eventType, hosts, duration, zone: hostZone } = bookable
  const location = eventType.locations[0]
  return {
    texts: deps.texts,
    stylesheet: deps.stylesheet,
    locale: dateLocale(workspace.locale, deps.texts.language),
    slug: link.slug,
    event: {
      name: eventType.name,
      host: hosts.map(({ member }) => member.name).join(', '),
      duration,
      description: eventType.description,
      colour: eventType.colour,
      ...(location && { location }),
    },
    workspace: workspace.name,
    weekStart: workspace.weekStart,
    zone: ZoneName.safeParse(timezone).data ?? hostZone,
    hostZone,
    listed: false,
  }
}
