import { useNavigate, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MiniMonth } from '../../components/mini-month.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useToday } from '../../use-now.ts'
import { CalendarList } from '../calendars/calendar-list.tsx'
import { datesOf, Place } from '../calendar/place.ts'
import { Logo } from './logo.tsx'
import { PersonMenu } from './person-menu.tsx'

type Props = {
  /** It lies over the calendar, and goes when something was chosen. */
  readonly isDrawer: boolean
  readonly onClose: () => void
}

export function Sidebar({ isDrawer, onClose }: Props) {
  const { t } = useTranslation()
  const { session, zone, weekStart } = useDesk()
  const navigate = useNavigate()
  const today = useToday(zone)
  const parsed = Place.safeParse(useParams({ strict: false }))
  const place: Place = parsed.success ? parsed.data : { view: 'week', date: today }
  const dates = datesOf(place, weekStart)
  const [first, last] = [dates[0], dates.at(-1)]
  const over = isDrawer ? 'absolute inset-y-0 start-0 z-40 shadow-float' : ''
  return (
    <>
      {isDrawer && (
        <button
          type="button"
          aria-label={t('bar.hideSidebar')}
          onClick={onClose}
          className="absolute inset-0 z-30 bg-scrim"
        />
      )}
      <aside
        aria-label={t('desk.sidebar')}
        className={`flex w-60 shrink-0 flex-col border-e border-line bg-canvas ${over}`}
      >
        <div className="flex h-13 items-center gap-2 px-4">
          <Logo />
          <span className="truncate text-sm font-semibold tracking-tight">{session.workspace.name}</span>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
          <MiniMonth
            value={place.date}
            today={today}
            {...(place.view === 'week' && first && last && { shown: { first, last } })}
            onPick={(date) => {
              onClose()
              void navigate({ to: '/$view/$date', params: { view: place.view, date } })
            }}
          />
          <CalendarList />
        </div>
        <PersonMenu />
      </aside>
    </>
  )
}
