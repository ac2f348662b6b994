import { Calendar } from '../model/calendar.ts'
import type { EntityLayout } from './entity-layout.ts'
import { isPlainObject } from './plain-value.ts'

const PLAIN = ['name', 'colour', 'zone', 'countsAsBusy', 'receivesBookings', 'schedule'] as const

/** How a calendar lies in its own document, alone there under its id. The directory's owner stands above the one it names. */
export const calendarLayout: EntityLayout<Calendar> = {
  root: 'calendar',
  schema: Calendar,
  keysOf: (calendar) => [
    ['base', { owner: calendar.owner }],
    ...PLAIN.map((field) => [field, calendar[field]] as const),
    ['description', calendar.description || undefined],
    ['archived', calendar.archived || undefined],
  ],
  candidate: (id, view) => {
    const base = view.get('base')
    return {
      ...Object.fromEntries(PLAIN.map((field) => [field, view.get(field)])),
      id,
      owner: isPlainObject(base) ? base['owner'] : undefined,
      description: view.get('description') ?? '',
      archived: view.get('archived') ?? false,
    }
  },
}
