import { useQuery } from '@tanstack/react-query'
import type { CalendarView } from '../../../core/contract/desk.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'

export type Calendars = {
  /** One's own first, then by owner and by name; without the archived ones. */
  readonly views: readonly CalendarView[]
  readonly isPending: boolean
}

export function useCalendars(): Calendars {
  const { session, formats } = useDesk()
  const { data = [], isPending } = useQuery(desk.calendars.list.queryOptions())
  const { compare } = new Intl.Collator(formats.locale)
  const isOthers = ({ calendar }: CalendarView): number => Number(calendar.owner !== session.member.id)
  const views = data
    .filter((view) => !view.calendar.archived)
    .sort(
      (a, b) =>
        isOthers(a) - isOthers(b) || compare(a.ownerName, b.ownerName) || compare(a.calendar.name, b.calendar.name),
    )
  return { views, isPending }
}

export function isWritable({ permission }: CalendarView): boolean {
  return permission === 'write' || permission === 'admin'
}

/** Where something new goes unless the person says otherwise: where one's bookings go, one's first, any. */
export function likelyCalendar(views: readonly CalendarView[], member: string): CalendarView | undefined {
  const writable = views.filter(isWritable)
  const own = writable.filter((view) => view.calendar.owner === member)
  return own.find((view) => view.calendar.receivesBookings) ?? own[0] ?? writable[0]
}
