import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { CalendarView, Occurrence } from '../../../core/contract/desk.ts'
import type { Series } from '../../../core/model/appointment.ts'
import { Badge } from '../../components/controls/badge.tsx'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { shownTitle } from '../../components/time-grid/shown-title.ts'
import { useDesk } from '../../desk-context.tsx'
import { ruleText } from '../editor/repeat-rule.ts'

type Props = {
  readonly occurrence: Occurrence
  readonly view: CalendarView | undefined
  readonly series: Series | undefined
  readonly onClose: () => void
}

export function DetailHead({ occurrence, view, series, onClose }: Props) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const { status, time } = occurrence
  return (
    <header className="flex gap-3 px-4 pt-4">
      <span
        aria-hidden
        className="mt-1.5 size-3 shrink-0 rounded-[4px] bg-(--dot)"
        style={{ '--dot': view?.calendar.colour ?? 'var(--color-ink-faint)' }}
      />
      <div data-selectable className="min-w-0 flex-1">
        <h2
          id="detail-title"
          className={`text-lg font-semibold tracking-tight wrap-anywhere ${status === 'cancelled' ? 'text-ink-soft line-through' : ''}`}
        >
          {shownTitle(occurrence, t)}
        </h2>
        <p className="text-sm text-ink-soft">{formats.appointment(time, zone)}</p>
        {series?.rules.map((rule) => (
          <p key={rule} className="text-xs text-ink-faint">
            {ruleText(rule, formats, t)}
          </p>
        ))}
        <Badges occurrence={occurrence} />
      </div>
      <IconButton icon={X} label={t('dialog.close')} onPress={onClose} className="-me-1" />
    </header>
  )
}

function Badges({ occurrence }: { readonly occurrence: Occurrence }) {
  const { t } = useTranslation()
  const { status, availability, sync } = occurrence
  const badges = [
    status !== 'confirmed' && (
      <Badge key="status" tone={status === 'pending' ? 'warn' : 'quiet'} text={t(`status.${status}`)} />
    ),
    availability !== 'busy' && <Badge key="free" tone="quiet" text={t(`availability.${availability}`)} />,
    occurrence.private && <Badge key="private" tone="quiet" text={t('event.private')} />,
    sync === 'waiting' && <Badge key="waiting" tone="quiet" text={t('event.waiting')} />,
  ].filter((badge) => badge !== false)
  return badges.length > 0 && <div className="flex flex-wrap gap-1 pt-2">{badges}</div>
}
