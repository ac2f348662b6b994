import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import type { BookingStanding, Standing } from '../../../core/contract/desk-bookings.ts'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { useBookingSteps } from './use-booking-steps.ts'

type Props = { readonly occurrence: Occurrence; readonly standing: Standing }

/** C13: that the server has not spoken yet; or that the time is another booking's, with both sides and what can be done. */
export function StandingNotice({ occurrence, standing }: Props) {
  const { t } = useTranslation()
  const input = { id: occurrence.appointment }
  const { data } = useQuery({ ...desk.bookings.standing.queryOptions({ input }), enabled: standing === 'conflict' })
  if (standing === 'provisional') return <Notice kind="hint">{t('booking.provisional')}</Notice>
  return (
    <Notice kind="warning">
      <p className="font-medium">{t('booking.conflict')}</p>
      {data && <Sides occurrence={occurrence} against={data.against} />}
      {data && occurrence.writable && <Choices occurrence={occurrence} data={data} />}
    </Notice>
  )
}

type SidesProps = { readonly occurrence: Occurrence; readonly against: BookingStanding['against'] }

function Sides({ occurrence: { title, time }, against }: SidesProps) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  return (
    <ul className="pt-1">
      <li>{t('booking.side.this', { title: title || t('event.untitled'), when: formats.appointment(time, zone) })}</li>
      {against && (
        <li>
          {t('booking.side.other', {
            title: against.title ?? t('booking.side.unknown'),
            when: `${formats.moment(against.time.start, zone)} – ${formats.clock(against.time.end, zone)}`,
          })}
        </li>
      )}
    </ul>
  )
}

function Choices({ occurrence, data }: { readonly occurrence: Occurrence; readonly data: BookingStanding }) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const { keep, move } = useBookingSteps(occurrence)
  const own = occurrence.time.kind === 'timed' ? occurrence.time.zone : zone
  return (
    <div className="flex flex-wrap gap-1 pt-2">
      {data.alternatives.map(({ start, end }) => (
        <Button
          key={start}
          size="small"
          isPending={move.isPending}
          aria-label={t('booking.moveTo', { moment: formats.moment(start, zone) })}
          onPress={() => move.mutate({ start, end, zone: own })}
        >
          {formats.moment(start, zone)}
        </Button>
      ))}
      {data.canStay && (
        <Button size="small" isPending={keep.isPending} onPress={() => keep.mutate()}>
          {t('booking.keepPlain')}
        </Button>
      )}
    </div>
  )
}
