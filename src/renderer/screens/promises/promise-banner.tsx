import { useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../components/controls/button.tsx'
import { desk } from '../../engine.ts'
import { useDialogs } from '../desk/dialogs.ts'

/** T3: says that the rules of clocks have changed and something booked no longer stands where it was promised. */
export function PromiseBanner() {
  const { t } = useTranslation()
  const { open } = useDialogs()
  const moved = useQuery(desk.appointments.movedPromises.queryOptions()).data ?? []
  if (moved.length === 0) return null
  return (
    <section
      aria-label={t('promises.title')}
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 bg-warn-soft px-4 py-1.5 text-xs text-warn"
    >
      <span className="flex items-center gap-2">
        <CalendarClock size={13} aria-hidden />
        {t('promises.banner', { count: moved.length })}
      </span>
      <Button size="small" onPress={() => open({ kind: 'promises' })}>
        {t('promises.look')}
      </Button>
    </section>
  )
}
