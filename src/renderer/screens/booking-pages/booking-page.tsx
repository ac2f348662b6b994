import { CalendarCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { EventType } from '../../../core/model/event-type.ts'
import type { Instant } from '../../../core/model/instant.ts'
import type { Reason } from '../../../core/scheduling/reason.ts'
import { wallDateOf } from '../../../core/time/wall-clock.ts'
import { Dot } from '../../components/controls/select-field.tsx'
import { useDesk } from '../../desk-context.tsx'
import { lengthText } from '../../length-text.ts'
import { refusalText } from '../../refusal-text.ts'
import { ReasonList } from './reason-list.tsx'
import { reasonTexts } from './reason-text.ts'
import { useWords } from './use-words.ts'

type Props = {
  readonly type: EventType
  readonly start: Instant
  readonly minutes: number | undefined
  /** Undefined: not answered yet. */
  readonly reasons: readonly Reason[] | undefined
  readonly error: unknown
  readonly onPick: (start: Instant) => void
}

/** One type at one time: that it can be booked then, or all that stands against it and what would open it. */
export function BookingPage({ type, start, minutes, reasons, error, onPick }: Props) {
  const { formats } = useDesk()
  return (
    <li className="flex flex-col gap-1">
      <div className="flex items-center gap-2 text-xs">
        <Dot colour={type.colour} />
        <span className="min-w-0 truncate font-medium">{type.name}</span>
        {minutes !== undefined && (
          <span className="shrink-0 text-ink-faint">{lengthText(minutes, formats.locale)}</span>
        )}
      </div>
      <div className="ps-4.5">
        <Answer {...{ start, reasons, error, onPick }} />
      </div>
    </li>
  )
}

function Answer({ start, reasons, error, onPick }: Omit<Props, 'type' | 'minutes'>) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const words = useWords(wallDateOf(start, zone))
  if (error) return <p className="text-xs text-danger">{refusalText(error, t)}</p>
  if (reasons === undefined) return <div className="skeleton h-4 w-40" />
  if (reasons.length > 0) return <ReasonList texts={reasonTexts(reasons, words)} words={words} onPick={onPick} />
  return (
    <p className="flex items-center gap-1.5 text-xs text-good">
      <CalendarCheck size={13} aria-hidden />
      {t('bookingPages.bookable')}
    </p>
  )
}
