import type { CalendarView, Occurrence } from '../../../core/contract/desk.ts'
import type { GridEvent, GridEventTone } from '../../components/time-grid/grid-model.ts'

const made = new WeakMap<Occurrence, { readonly view: CalendarView; readonly event: GridEvent }>()

/** What a grid shows of an occurrence: the same object as long as neither it nor its calendar has changed. */
export function eventOf(occurrence: Occurrence, view: CalendarView): GridEvent {
  const known = made.get(occurrence)
  if (known?.view === view) return known.event
  const event = newEvent(occurrence, view)
  made.set(occurrence, { view, event })
  return event
}

export function occurrenceKey(occurrence: Pick<Occurrence, 'appointment' | 'original'>): string {
  return `${occurrence.appointment} ${occurrence.original ?? ''}`
}

function newEvent(occurrence: Occurrence, { calendar }: CalendarView): GridEvent {
  return {
    key: occurrenceKey(occurrence),
    time: occurrence.time,
    title: occurrence.title,
    location: occurrence.location,
    colour: calendar.colour,
    calendarName: calendar.name,
    tone: toneOf(occurrence),
    movable: occurrence.writable && occurrence.status !== 'cancelled',
    waiting: occurrence.sync === 'waiting',
    booked: occurrence.bookingId !== undefined,
    standing: occurrence.standing,
    recurring: occurrence.recurring,
    private: occurrence.private,
    busyOnly: occurrence.busyOnly,
  }
}

function toneOf({ status, availability, standing }: Occurrence): GridEventTone {
  if (status === 'cancelled') return 'cancelled'
  if (status === 'pending' || availability === 'tentative' || standing === 'provisional') return 'tentative'
  return availability === 'free' ? 'free' : 'plain'
}
