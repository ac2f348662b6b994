import type { EventGroup } from './calendar-groups.ts'
import { eventProperties } from './event-properties.ts'
import type { GroupReading } from './group-reader.ts'
import { setAside } from './set-aside.ts'

/** An event that could not be read in time, set aside with its text. */
export function deadlineReading(group: EventGroup): GroupReading {
  const events = group.blocks.map(({ component }) => eventProperties(component, () => undefined))
  const why = { reason: 'deadline', detail: 'reading it takes too long' } as const
  return { appointments: [], setAside: [setAside(events, why)], flagged: [] }
}
