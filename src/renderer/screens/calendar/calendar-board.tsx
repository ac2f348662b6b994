import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppointmentTime } from '../../../core/model/appointment.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import { MonthGrid } from '../../components/month-grid/month-grid.tsx'
import { monthWeeks } from '../../components/month-grid/month-weeks.ts'
import type { GridEvent } from '../../components/time-grid/grid-model.ts'
import { TimeGrid } from '../../components/time-grid/time-grid.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useNewAppointment } from '../desk/new-appointment-signal.ts'
import { useToday } from '../../use-now.ts'
import { BoardOverlays } from './board-overlays.tsx'
import { type BoardState, NOTHING } from './board-state.ts'
import { BoardNotices } from './board-notices.tsx'
import { datesOf, type Place } from './place.ts'
import { useAppointmentActions } from './use-appointment-actions.ts'
import { useColumns } from './use-columns.ts'
import { useEvents } from './use-events.ts'

type Props = { readonly place: Place; readonly onGo: (place: Place) => void }

/** The grid of a place, with what opens over it. */
export function CalendarBoard({ place, onGo }: Props) {
  const { t } = useTranslation()
  const { zone, weekStart, formats } = useDesk()
  const today = useToday(zone)
  const dates = datesOf(place, weekStart)
  const [first = place.date, last = place.date] = [dates[0], dates.at(-1)]
  const columns = useColumns(dates)
  const { events, byKey, isLoading, error } = useEvents(first, last)
  const [state, setState] = useState<BoardState>(NOTHING)
  const actions = useAppointmentActions()

  const create = useCallback(
    (time: AppointmentTime, box: DOMRect) =>
      setState({ kind: 'new', place: { time, box }, draft: { time, title: '', colour: 'var(--color-accent)' } }),
    [],
  )
  useNewAppointment(create)
  const change = (event: GridEvent, time: AppointmentTime): void => {
    const occurrence = byKey.get(event.key)
    if (!occurrence) return
    if (occurrence.recurring) setState({ kind: 'move', occurrence, time })
    else actions.move.mutate({ occurrence, time, scope: { kind: 'all' } })
  }
  const open = useCallback((event: GridEvent, box: DOMRect) => setState({ kind: 'detail', key: event.key, box }), [])
  const pickDay = useCallback((date: WallDate) => onGo({ view: 'day', date }), [onGo])
  const shared = {
    events,
    today,
    draft: state.kind === 'new' ? state.draft : undefined,
    onCreate: create,
    onChange: change,
    onOpen: open,
    onPickDay: pickDay,
  }
  return (
    <main aria-busy={isLoading} className="relative flex min-h-0 flex-1 flex-col bg-surface">
      {place.view === 'month' ? (
        <MonthGrid
          {...shared}
          label={t('grid.month', { month: formats.month(place.date) })}
          weeks={monthWeeks(place.date, weekStart)}
          month={place.date.slice(0, 7)}
          zone={zone}
        />
      ) : (
        <TimeGrid
          {...shared}
          label={t('grid.label', { days: formats.days(first, last) })}
          columns={columns}
          gutters={[zone]}
        />
      )}
      <BoardNotices isLoading={isLoading} error={error} isEmpty={events.length === 0} />
      <BoardOverlays state={state} byKey={byKey} actions={actions} onState={setState} />
    </main>
  )
}
