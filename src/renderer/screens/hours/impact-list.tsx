import { useTranslation } from 'react-i18next'
import type { Affected } from '../../../core/contract/availability.ts'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'

/** C12: what is booked and would lie outside of the hours. It stays where it is, whatever is done. */
export function ImpactList({ affected }: { readonly affected: readonly Affected[] }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  return (
    <Notice kind="warning">
      <p className="font-medium">{t('hours.impact.title', { count: affected.length })}</p>
      <ul className="max-h-36 overflow-y-auto py-1.5">
        {affected.map(({ appointment, title, time }) => (
          <li key={appointment} className="flex gap-2">
            <span className="shrink-0 tabular-nums">{formats.appointment(time, zone)}</span>
            <span className="min-w-0 truncate">{title || t('event.untitled')}</span>
          </li>
        ))}
      </ul>
      <p>{t('hours.impact.explain')}</p>
    </Notice>
  )
}
