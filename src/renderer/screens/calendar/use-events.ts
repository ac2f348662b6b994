import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { CalendarView, Occurrence } from '../../../core/contract/desk.ts'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { addDays, startOfDay } from '../../../core/time/wall-clock.ts'
import type { GridEvent } from '../../components/time-grid/grid-model.ts'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useViewSettings } from '../../view-settings.ts'
import { eventOf, occurrenceKey } from './event-of.ts'

export type Events = {
  readonly events: readonly GridEvent[]
  readonly byKey: ReadonlyMap<string, Occurrence>
  readonly isLoading: boolean
  readonly error: unknown
}

/** Everything that touches the dates, both included, of the calendars that are not hidden. */
export function useEvents(first: WallDate, last: WallDate): Events {
  const { zone } = useDesk()
  const { hiddenCalendars } = useViewSettings()
  const calendars = useQuery(desk.calendars.list.queryOptions())
  const within = useQuery(withinOptions(first, last, zone))
  const shown = useMemo(() => {
    const views = new Map((calendars.data ?? []).map((view) => [view.calendar.id, view]))
    const hidden = new Set(hiddenCalendars)
    const occurrences = (within.data ?? []).filter((o) => !hidden.has(o.calendar))
    return {
      events: occurrences.flatMap((occurrence) => eventIn(occurrence, views.get(occurrence.calendar))),
      byKey: new Map(occurrences.map((occurrence) => [occurrenceKey(occurrence), occurrence])),
    }
  }, [calendars.data, within.data, hiddenCalendars])
  return { ...shown, isLoading: within.isPending || calendars.isPending, error: within.error ?? calendars.error }
}

function eventIn(occurrence: Occurrence, view: CalendarView | undefined): GridEvent[] {
  return view ? [eventOf(occurrence, view)] : []
}

export function withinOptions(first: WallDate, last: WallDate, zone: ZoneName) {
  const span = { start: startOfDay(first, zone), end: startOfDay(addDays(last, 1), zone) }
  return desk.appointments.within.queryOptions({ input: { span, zone } })
}
