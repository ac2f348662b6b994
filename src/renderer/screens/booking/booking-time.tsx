import { useTranslation } from 'react-i18next'
import type { EventTypeId } from '../../../core/model/ids.ts'
import { instant, type Instant, MINUTE } from '../../../core/model/instant.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import type { Reason } from '../../../core/scheduling/reason.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { ClockField } from '../../components/controls/clock-field.tsx'
import { DateField } from '../../components/controls/date-field.tsx'
import { Notice } from '../../components/controls/notice.tsx'
import { dateMinutes, instantAtMinutes, wallMinutes } from '../../components/time-grid/column-clock.ts'
import { useDesk } from '../../desk-context.tsx'
import { useNow } from '../../use-now.ts'
import { ReasonList } from '../booking-pages/reason-list.tsx'
import { reasonTexts } from '../booking-pages/reason-text.ts'
import { useWords } from '../booking-pages/use-words.ts'
import { FreeTimes } from './free-times.tsx'

type Props = {
  readonly eventType: EventTypeId
  readonly duration: number
  readonly start: Instant | undefined
  /** Undefined: not answered yet. */
  readonly reasons: readonly Reason[] | undefined
  readonly onPick: (start: Instant) => void
}

/** A free time, or any other one: then with all that stands against it, and what would do instead, before it is saved (C18). */
export function BookingTime({ eventType, duration, start, reasons, onPick }: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const hour = 60 * MINUTE
  const nextHour = instant(Math.ceil(useNow() / hour) * hour)
  const shown = start ?? nextHour
  const date = wallDateOf(shown, zone)
  const minutes = wallMinutes(shown, zone) - dateMinutes(date)
  const at = (on: WallDate, clock: number): void => onPick(instantAtMinutes(dateMinutes(on) + clock, zone))
  const words = useWords(date)
  return (
    <div className="flex flex-col gap-3">
      <FreeTimes eventType={eventType} duration={duration} chosen={start} onPick={(slot) => onPick(slot.start)} />
      <div className="flex items-center gap-1.5 text-xs text-ink-soft">
        <span>{t('booking.otherTime')}</span>
        <DateField label={t('links.day')} value={date} onChange={(on) => at(on, minutes)} />
        <ClockField label={t('booking.clock')} value={minutes} onChange={(clock) => at(date, clock)} />
      </div>
      {reasons !== undefined && reasons.length > 0 && (
        <Notice kind="warning">
          <p className="pb-1 font-medium">{t('booking.against')}</p>
          <ReasonList texts={reasonTexts(reasons, words)} words={words} onPick={onPick} />
        </Notice>
      )}
    </div>
  )
}
