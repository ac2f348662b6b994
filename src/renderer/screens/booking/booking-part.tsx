import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import type { Appointment } from '../../../core/model/appointment.ts'
import { Button } from '../../components/controls/button.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { useDesk } from '../../desk-context.tsx'
import { BookingHistory } from './booking-history.tsx'
import { BookingMarks } from './booking-marks.tsx'
import { StandingNotice } from './standing-notice.tsx'
import { useBookingSteps } from './use-booking-steps.ts'

type Props = {
  readonly occurrence: Occurrence
  readonly appointment: Appointment
  readonly onPropose: () => void
}

/** What is particular to a booking: whether it stands, what was proposed, what became of it, and all that happened to it. */
export function BookingPart({ occurrence, appointment, onPropose }: Props) {
  const { writable, standing, status } = occurrence
  const isOpen = status === 'confirmed' || status === 'pending'
  return (
    <section className="flex flex-col gap-2.5 border-t border-line-soft px-4 py-3 text-sm">
      {standing && <StandingNotice occurrence={occurrence} standing={standing} />}
      {isOpen && appointment.proposal && <Proposed occurrence={occurrence} proposal={appointment.proposal} />}
      {writable && isOpen && !standing && <BookingMarks {...{ occurrence, appointment, onPropose }} />}
      <BookingHistory id={occurrence.appointment} />
    </section>
  )
}

type ProposedProps = {
  readonly occurrence: Occurrence
  readonly proposal: NonNullable<Appointment['proposal']>
}

function Proposed({ occurrence, proposal }: ProposedProps) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const { propose } = useBookingSteps(occurrence)
  return (
    <Notice kind="hint">
      <p>
        {t('booking.proposed', {
          moment: formats.moment(proposal.startsAt, zone),
          until: formats.moment(proposal.expiresAt, zone),
        })}
      </p>
      {occurrence.writable && (
        <Button size="small" className="mt-1.5" isPending={propose.isPending} onPress={() => propose.mutate(undefined)}>
          {t('booking.takeBack')}
        </Button>
      )}
    </Notice>
  )
}
