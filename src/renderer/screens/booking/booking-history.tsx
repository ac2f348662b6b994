import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../core/contract/hosted-bookings.ts'
import type { AppointmentId } from '../../../core/model/ids.ts'
import { Fold } from '../../components/controls/fold.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { ACTION_KEY } from './action-key.ts'

/** Everything that happened to a booking, as the server has noted it; asked for when it is opened. */
export function BookingHistory({ id }: { readonly id: AppointmentId }) {
  const { t } = useTranslation()
  return (
    <Fold label={t('booking.history')}>
      <Entries id={id} />
    </Fold>
  )
}

function Entries({ id }: { readonly id: AppointmentId }) {
  const { t } = useTranslation()
  const history = useQuery({ ...desk.bookings.history.queryOptions({ input: { id } }), staleTime: 0, retry: false })
  if (history.isPending) return <div className="skeleton mt-2 h-10" />
  if (history.error) return <p className="pt-1.5 text-xs text-danger">{refusalText(history.error, t)}</p>
  if (history.data.length === 0) return <p className="pt-1.5 text-xs text-ink-faint">{t('booking.noHistory')}</p>
  return (
    <ol aria-label={t('booking.history')} className="flex max-h-48 flex-col gap-1.5 overflow-y-auto pt-2 text-xs">
      {history.data.map((entry) => (
        <Entry key={entry.id} entry={entry} />
      ))}
    </ol>
  )
}

function Entry({ entry: { at, action, by, new: now } }: { readonly entry: HistoryEntry }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const name = by.name ?? t(`booking.by.${by.kind}`)
  return (
    <li className="wrap-anywhere">
      <span className="text-ink">{t(`booking.action.${ACTION_KEY[action]}`)}</span>
      {now.starts !== undefined && <span className="text-ink-soft">{` · ${formats.moment(now.starts, zone)}`}</span>}
      {now.reason !== undefined && <span className="text-ink-soft">{` · ${now.reason}`}</span>}
      <span className="block text-ink-faint">{`${formats.moment(at, zone)}, ${name}`}</span>
    </li>
  )
}
