import { CalendarClock, Check, UserCheck, UserX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import type { Appointment } from '../../../core/model/appointment.ts'
import { Button } from '../../components/controls/button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { useNow } from '../../use-now.ts'
import { useBookingSteps } from './use-booking-steps.ts'

type Props = {
  readonly occurrence: Occurrence
  readonly appointment: Appointment
  readonly onPropose: () => void
}

/** What became of who booked; before it begins, another time can be proposed instead. */
export function BookingMarks({ occurrence, appointment: { checkIn, proposal }, onPropose }: Props) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const now = useNow()
  const { mark } = useBookingSteps(occurrence)
  const { time } = occurrence
  const hasBegun = time.kind === 'timed' && time.startsAt <= now
  return (
    <div className="flex flex-col gap-1.5">
      {checkIn && (
        <p className="text-xs text-good">{t('booking.cameAt', { moment: formats.moment(checkIn.at, zone) })}</p>
      )}
      <div className="flex flex-wrap gap-1">
        {!checkIn && (
          <Button size="small" isPending={mark.isPending} onPress={() => mark.mutate('checked-in')}>
            <UserCheck size={13} aria-hidden />
            {t('booking.checkIn')}
          </Button>
        )}
        {hasBegun && (
          <Button size="small" isPending={mark.isPending} onPress={() => mark.mutate('completed')}>
            <Check size={13} aria-hidden />
            {t('booking.complete')}
          </Button>
        )}
        {hasBegun && !checkIn && (
          <Button size="small" isPending={mark.isPending} onPress={() => mark.mutate('no-show')}>
            <UserX size={13} aria-hidden />
            {t('booking.noShow')}
          </Button>
        )}
        {!hasBegun && !proposal && (
          <Button size="small" onPress={onPropose}>
            <CalendarClock size={13} aria-hidden />
            {t('booking.propose')}
          </Button>
        )}
      </div>
    </div>
  )
}
