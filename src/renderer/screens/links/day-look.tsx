import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayStretch } from '../../../core/contract/availability.ts'
import type { EventTypeId } from '../../../core/model/ids.ts'
import type { WallDate } from '../../../core/model/wall.ts'
import { addDays } from '../../../core/time/wall-clock.ts'
import { DateField } from '../../components/controls/date-field.tsx'
import { Fold } from '../../components/controls/fold.tsx'
import { IconButton } from '../../components/controls/icon-button.tsx'
import { useDesk } from '../../desk-context.tsx'
import { desk } from '../../engine.ts'
import { refusalText } from '../../refusal-text.ts'
import { stretchText } from '../../stretch-text.ts'
import { useToday } from '../../use-now.ts'
import { ReasonList } from '../booking-pages/reason-list.tsx'
import { reasonTexts } from '../booking-pages/reason-text.ts'
import { useWords } from '../booking-pages/use-words.ts'

type Props = { readonly eventType: EventTypeId; readonly duration: number }

/** A whole day: when the type can be booked on it, and why not at the other times. */
export function DayLook(props: Props) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const [date, setDate] = useState(useToday(zone))
  return (
    <Fold label={t('links.dayLook')}>
      <div className="flex flex-col gap-2 pt-2">
        <div className="flex items-center gap-1">
          <IconButton icon={ChevronLeft} label={t('bar.previous.day')} onPress={() => setDate(addDays(date, -1))} />
          <DateField label={t('links.day')} value={date} onChange={setDate} />
          <IconButton icon={ChevronRight} label={t('bar.next.day')} onPress={() => setDate(addDays(date, 1))} />
        </div>
        <Day {...props} date={date} />
      </div>
    </Fold>
  )
}

function Day({ eventType, duration, date }: Props & { readonly date: WallDate }) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const day = useQuery({
    ...desk.eventTypes.whyNotDay.queryOptions({ input: { eventType, date, zone, duration } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
  if (day.isPending) return <div className="skeleton h-24" />
  if (day.error) return <p className="text-xs text-danger">{refusalText(day.error, t)}</p>
  if (day.data.length === 0) return <p className="text-xs text-ink-faint">{t('links.noStarts')}</p>
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2 text-xs">
      {day.data.map((stretch) => (
        <Stretch key={stretch.from} stretch={stretch} date={date} />
      ))}
    </dl>
  )
}

function Stretch({
  stretch: { from, until, reasons },
  date,
}: {
  readonly stretch: DayStretch
  readonly date: WallDate
}) {
  const { t } = useTranslation()
  const { zone } = useDesk()
  const words = useWords(date)
  return (
    <>
      <dt className="text-ink-faint tabular-nums">{stretchText({ start: from, end: until }, { ...words, zone })}</dt>
      <dd className="min-w-0">
        {reasons.length === 0 ? (
          <span className="text-good">{t('links.bookable')}</span>
        ) : (
          <ReasonList texts={reasonTexts(reasons, words)} words={words} />
        )}
      </dd>
    </>
  )
}
