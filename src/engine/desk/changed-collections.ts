import type { Changed } from '../../core/contract/desk.ts'
import type { RowChange } from '../../core/projections/rows.ts'

/** The collections a window has to ask for anew, in a fixed order, each once. */
export function changedCollections(changes: readonly RowChange[]): Changed {
  return [...new Set(changes.map(({ table }) => table))].flatMap(collectionsOf).filter(isFirst)
}

/** Two pieces of news in one. */
export function mergeChanged(waiting: Changed, next: Changed): Changed {
  return [...waiting, ...next].filter(isFirst)
}

function isFirst<T>(item: T, index: number, all: readonly T[]): boolean {
  return all.indexOf(item) === index
}

function collectionsOf(table: RowChange['table']): Changed {
  switch (table) {
    case 'workspace':
      return ['session']
    case 'member':
      return ['members', 'session']
    case 'calendar':
    case 'calendarOwner':
    case 'calendarShare':
      // What may be changed in a calendar is shown on its appointments.
      return ['calendars', 'appointments']
    case 'schedule':
      return ['schedules']
    case 'eventType':
    case 'bookingLink':
      return ['eventTypes']
    case 'appointment':
    case 'busy':
      return ['appointments']
  }
}
