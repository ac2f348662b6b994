import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useDesk } from '../../desk-context.tsx'
import { useIsNarrow } from '../../use-is-narrow.ts'
import { changeViewSettings } from '../../view-settings.ts'
import { CalendarBoard } from './calendar-board.tsx'
import { datesOf, pageOf, Place } from './place.ts'
import { withinOptions } from './use-events.ts'
import { useGlance } from './use-glance.ts'

/** The calendar at the view and the date of the address. */
export function CalendarScreen() {
  const place = Place.safeParse(useParams({ strict: false }))
  return place.success ? <Calendar place={place.data} /> : <Navigate to="/" />
}

function Calendar({ place }: { readonly place: Place }) {
  const isNarrow = useIsNarrow()
  const navigate = useNavigate()
  // A week has no room on a narrow window; the address keeps it for when there is.
  const shown: Place = isNarrow && place.view === 'week' ? { ...place, view: 'day' } : place
  useNeighbours(shown)
  useShown(shown)
  useEffect(() => changeViewSettings({ view: place.view }), [place.view])
  return <CalendarBoard place={shown} onGo={(to) => void navigate({ to: '/$view/$date', params: to })} />
}

/** Says what is shown, so that others see who looks at the same. */
function useShown(place: Place): void {
  const { weekStart } = useDesk()
  const dates = datesOf(place, weekStart)
  useGlance(dates[0] ?? place.date, dates.at(-1) ?? place.date)
}

/** Asks for the pages beside this one, so that turning to them waits for nothing. */
function useNeighbours(place: Place): void {
  const queries = useQueryClient()
  const { weekStart, zone } = useDesk()
  useEffect(() => {
    const timer = window.setTimeout(() => {
      for (const pages of [1, -1] as const) {
        const dates = datesOf(pageOf(place, pages), weekStart)
        const [first, last] = [dates[0], dates.at(-1)]
        if (first && last) void queries.prefetchQuery(withinOptions(first, last, zone))
      }
    }, 150)
    return () => window.clearTimeout(timer)
    // oxlint-disable-next-line react/exhaustive-deps -- a place is its two words
  }, [place.view, place.date, queries, weekStart, zone])
}
