import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Occurrence } from '../../../core/contract/desk.ts'
import { DAY, instant, type Interval, MINUTE } from '../../../core/model/instant.ts'
import { Button } from '../../components/controls/button.tsx'
import { ModalDialog } from '../../components/controls/modal-dialog.tsx'
import { TextField } from '../../components/controls/text-field.tsx'
import { desk } from '../../engine.ts'
import { useNow } from '../../use-now.ts'
import { FreeTimes } from './free-times.tsx'
import { useBookingSteps } from './use-booking-steps.ts'

type Props = {
  readonly occurrence: Occurrence
  readonly onClose: () => void
}

const ANSWER_WITHIN = 3 * DAY

/** C10: another time for a booking, which the invitee may take; it is held until they answer, three days at most. */
export function ProposeDialog({ occurrence, onClose }: Props) {
  const { t } = useTranslation()
  const now = useNow()
  const asked = desk.appointments.get.queryOptions({ input: { id: occurrence.appointment } })
  const eventType = useQuery(asked).data?.eventType
  const { propose } = useBookingSteps(occurrence)
  const [slot, setSlot] = useState<Interval>()
  const [reason, setReason] = useState('')
  const { time } = occurrence
  if (time.kind !== 'timed' || eventType === undefined) return null
  const submit = (): void => {
    if (!slot) return
    const expiresAt = instant(Math.min(now + ANSWER_WITHIN, time.startsAt, slot.start))
    const words = reason.trim()
    const proposal = { startsAt: slot.start, endsAt: slot.end, expiresAt, ...(words !== '' && { reason: words }) }
    propose.mutate(proposal, { onSuccess: onClose })
  }
  return (
    <ModalDialog
      title={t('booking.proposeTitle')}
      description={t('booking.proposeExplain')}
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button look="primary" isDisabled={!slot} isPending={propose.isPending} onPress={submit}>
            {t('booking.proposeSubmit')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <FreeTimes
          eventType={eventType}
          duration={(time.endsAt - time.startsAt) / MINUTE}
          chosen={slot?.start}
          onPick={setSlot}
        />
        <TextField label={t('booking.proposeReason')} value={reason} onChange={setReason} rows={2} maxLength={2_000} />
      </div>
    </ModalDialog>
  )
}
