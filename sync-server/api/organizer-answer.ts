import type {
  ListedEventType,
  Organizer,
  PublicEventType,
  PublicLocation,
} from '../../src/core/contract/public-shapes.ts'
import type { Location } from '../../src/core/model/event-type.ts'
import type { Member } from '../../src/core/model/member.ts'
import type { Bookable } from '../booking/bookable.ts'
import type { Organizer as Known } from '../booking/organizer-by-slug.ts'

// Field by field: what is added to the model is not told to outsiders by the way.

export function organizerAnswer(
  organizer: Known,
  { types, members }: { readonly types: readonly Bookable[]; readonly members: readonly Member[] },
): Organizer {
  const { slug, name, zone } = organizer.kind === 'member' ? organizer.member : organizer.workspace
  return {
    kind: organizer.kind,
    slug,
    name,
    timezone: zone,
    eventTypes: types.map(listed),
    members: members.map((member) => ({ slug: member.slug, name: member.name })),
  }
}

function listed({ eventType: { slug, name, description, durations } }: Bookable): ListedEventType {
  return { slug, name, description, durations: [...durations] }
}

export function typeAnswer({ eventType, hosts, zone }: Bookable): PublicEventType {
  const { slug, name, description, category, durations, locations, zoneLock, guests, questions } = eventType
  return {
    slug,
    name,
    description,
    category,
    durations,
    locations: locations.map(publicLocation),
    hosts: hosts.map(({ member }) => ({ name: member.name })),
    timezone: zone,
    zoneLock,
    guests,
    questions: [...questions],
  }
}

// Whoever has the address of a call can walk into it.
function publicLocation({ kind, details }: Location): PublicLocation {
  return kind === 'video' || details === '' ? { kind } : { kind, details }
}
