import { CalendarSearch, ChevronLeft, ChevronRight, PanelLeft, Plus } from 'lucide-react'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { WallDate } from '../../../core/model/wall.ts'
import { Button } from '../../components/controls/button.tsx'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { Segmented } from '../../components/controls/segmented.tsx'
import { useDesk } from '../../desk-context.tsx'
import type { Formats } from '../../formats.ts'
import { useToday } from '../../use-now.ts'
import { useIsNarrow } from '../../use-is-narrow.ts'
import { datesOf, pageOf, Place, View } from '../calendar/place.ts'
import { nextHalfHour } from '../editor/appointment-form.ts'
import { SyncChip } from '../sync/sync-chip.tsx'
import { useDialogs } from './dialogs.ts'
import { wishNewAppointment } from './new-appointment-signal.ts'

type Props = { readonly isSidebarOpen: boolean; readonly onToggleSidebar: () => void }

/** Where one is, how to get elsewhere, and how things stand with the server. */
export function TopBar({ isSidebarOpen, onToggleSidebar }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const isNarrow = useIsNarrow()
  const { open } = useDialogs()
  const today = useToday(zone)
  const navigate = useNavigate()
  const parsed = Place.safeParse(useParams({ strict: false }))
  const place: Place = parsed.success ? parsed.data : { view: 'week', date: today }
  const go = (to: Place): void => void navigate({ to: '/$view/$date', params: to })
  // A page of the week is a day where a day is all there is room for.
  const paged: Place = isNarrow && place.view === 'week' ? { ...place, view: 'day' } : place
  const turn = (pages: 1 | -1): void => go({ view: place.view, date: pageOf(paged, pages).date })
  return (
    <header className="@container/bar flex h-13 shrink-0 items-center gap-1.5 border-b border-line bg-surface px-3">
      <IconButton
        icon={PanelLeft}
        label={isSidebarOpen ? t('bar.hideSidebar') : t('bar.showSidebar')}
        onPress={onToggleSidebar}
      />
      <Heading place={paged} />
      <SyncChip />
      <div className="flex items-center">
        <IconButton icon={ChevronLeft} label={t(`bar.previous.${paged.view}`)} onPress={() => turn(-1)} />
        <Button look="quiet" size="small" onPress={() => go({ view: place.view, date: today })}>
          {t('bar.today')}
        </Button>
        <IconButton icon={ChevronRight} label={t(`bar.next.${paged.view}`)} onPress={() => turn(1)} />
      </div>
      {!isNarrow && (
        <Segmented
          label={t('bar.view')}
          options={View.options.map((id) => ({ id, name: t(`bar.views.${id}`) }))}
          value={place.view}
          onChange={(view) => go({ ...place, view })}
        />
      )}
      {!isNarrow && (
        <IconButton icon={CalendarSearch} label={t('findTime.open')} onPress={() => open({ kind: 'find-time' })} />
      )}
      <NewButton isShort={isNarrow} />
    </header>
  )
}

function Heading({ place }: { readonly place: Place }) {
  const { formats, weekStart } = useDesk()
  const dates = datesOf(place, weekStart)
  const [first = place.date, last = place.date] = [dates[0], dates.at(-1)]
  const text = headingOf(place, formats, { first, last })
  return <h1 className="min-w-0 flex-1 truncate ps-1 text-base font-semibold tracking-tight">{text}</h1>
}

type Ends = { readonly first: WallDate; readonly last: WallDate }

function headingOf({ view, date }: Place, formats: Formats, { first, last }: Ends): string {
  switch (view) {
    case 'day':
      return formats.dayFull(date)
    case 'week':
      return formats.months(first, last)
    case 'month':
      return formats.month(date)
  }
}

function NewButton({ isShort }: { readonly isShort: boolean }) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const anchor = useRef<HTMLSpanElement>(null)
  const create = (): void => {
    const box = anchor.current?.getBoundingClientRect()
    if (box) wishNewAppointment(nextHalfHour(Date.now(), zone), box)
  }
  return (
    <span ref={anchor} className="ms-1">
      <Button look="primary" size={isShort ? 'square' : 'normal'} onPress={create} aria-label={t('bar.newAppointment')}>
        <Plus size={15} strokeWidth={2.25} aria-hidden />
        {!isShort && t('bar.new')}
      </Button>
    </span>
  )
}
