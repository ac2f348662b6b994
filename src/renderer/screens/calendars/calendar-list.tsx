import { Plus, Upload } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { CalendarView } from '../../../core/contract/desk.ts'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useDialogs } from '../desk/dialogs.ts'
import { CalendarRow } from './calendar-row.tsx'
import { useCalendars } from './use-calendars.ts'

/** The calendars one sees: one's own, then those of others under their names. */
export function CalendarList() {
  const { t } = useTranslation()
  const { session } = useDesk()
  const { open } = useDialogs()
  const { views, isPending } = useCalendars()
  const own = views.filter((view) => view.calendar.owner === session.member.id)
  const others = Map.groupBy(
    views.filter((view) => view.calendar.owner !== session.member.id),
    (view) => view.ownerName,
  )
  return (
    <div className="flex flex-col gap-4 pt-5">
      <section aria-labelledby="own-calendars">
        <div className="flex items-center ps-1.5">
          <h2 id="own-calendars" className="flex-1 text-xs font-medium text-ink-faint">
            {t('calendars.own')}
          </h2>
          <IconButton icon={Plus} label={t('calendars.new')} onPress={() => open({ kind: 'new-calendar' })} />
        </div>
        {isPending ? <RowSkeletons /> : <Rows views={own} empty={t('calendars.none')} />}
        <Button
          onPress={() => open({ kind: 'import' })}
          className="flex h-7 w-full items-center gap-2 rounded-md px-1.5 text-sm text-ink-faint transition-colors hover:bg-hover hover:text-ink"
        >
          <Upload size={14} strokeWidth={1.75} aria-hidden className="shrink-0" />
          <span className="truncate">{t('calendars.importFile')}</span>
        </Button>
      </section>
      {[...others].map(([name, theirs]) => (
        <section key={name} aria-label={t('calendars.of', { name })}>
          <h2 className="truncate ps-1.5 pb-1 text-xs font-medium text-ink-faint">{name}</h2>
          <Rows views={theirs} empty="" />
        </section>
      ))}
    </div>
  )
}

function Rows({ views, empty }: { readonly views: readonly CalendarView[]; readonly empty: string }) {
  if (views.length === 0) return <p className="ps-1.5 text-xs text-ink-faint">{empty}</p>
  return (
    <ul>
      {views.map((view) => (
        <CalendarRow key={view.calendar.id} view={view} />
      ))}
    </ul>
  )
}

function RowSkeletons() {
  return (
    <div aria-hidden className="flex flex-col gap-3 px-1.5 py-2">
      <div className="skeleton h-3.5 w-32" />
      <div className="skeleton h-3.5 w-24" />
    </div>
  )
}
