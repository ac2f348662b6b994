import type { Bookable } from '../booking/bookable.ts'
import type { BookingPlace } from './booking-address.ts'
import type { BookingPage } from './booking-page.ts'
import type { PageDeps } from './page-deps.ts'
import { chosenZone, readingOf, type Visitor } from './visitor.ts'

/** `usual`: the length, in minutes, that need not be said; the type's first. */
type Framed = {
  readonly bookable: Bookable
  readonly place: BookingPlace
  readonly visitor: Visitor
  readonly usual?: number
}

/** What all steps of one booking page share. A zone that is not known counts as none. */
export function bookingFrame(
  { bookable, place, visitor, usual = bookable.eventType.durations[0] }: Framed,
  deps: PageDeps,
): BookingPage {
  const { workspace, eventType, hosts, duration, zone: hostZone } = bookable
  const { style, script, texts } = deps
  const reading = readingOf(visitor, { workspaceLocale: workspace.locale, language: texts.language })
  const location = eventType.locations[0]
  const chosen = eventType.zoneLock ? undefined : chosenZone(visitor)
  const zone = chosen ?? hostZone
  return {
    texts,
    style,
    script,
    place,
    zone,
    hostZone,
    locale: reading.locale,
    clock: reading.clock,
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
    zoneIs: eventType.zoneLock ? 'locked' : chosen === undefined ? 'assumed' : 'chosen',
    listed: false,
    durations: eventType.durations,
    usual,
    keep: {
      duration: duration === usual ? undefined : duration,
      timezone: zone,
      clock: reading.chosenClock,
    },
  }
}
