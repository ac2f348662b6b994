import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { Button, Disclosure, DisclosurePanel } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { EventType } from '../../../core/model/event-type.ts'
import type { Instant } from '../../../core/model/instant.ts'
import { desk } from '../../engine.ts'
import { changeViewSettings, useViewSettings } from '../../view-settings.ts'
import { BookingPage } from './booking-page.tsx'

type Props = {
  readonly types: readonly EventType[]
  readonly start: Instant
  /** What the draft takes. */
  readonly minutes: number
  readonly onPick: (start: Instant) => void
}

/** Whether the time could be booked from outside: every active type that one takes part in, with what stands against it (S14). */
export function BookingPages({ types, start, minutes, onPick }: Props) {
  const { t } = useTranslation()
  const { bookingPages } = useViewSettings()
  const answers = useQueries({
    queries: types.map((type) => ({
      ...desk.eventTypes.whyNot.queryOptions({
        input: { eventType: type.id, start, duration: lengthOf(type, minutes) },
      }),
      // What was true of the time before stands until the answer for this one is there.
      placeholderData: keepPreviousData,
      // Notice and horizon move on with the clock.
      staleTime: 0,
    })),
  })
  // All at once: the first to be answered would be pushed down by the others.
  const isAnswered = answers.every(({ data, error }) => data !== undefined || error !== null)
  const bookable = answers.filter(({ data }) => data?.length === 0).length
  return (
    <Disclosure
      className="group border-t border-line-soft px-2 py-1.5"
      isExpanded={bookingPages}
      onExpandedChange={(open) => changeViewSettings({ bookingPages: open })}
    >
      <Button
        slot="trigger"
        className="flex w-full items-center gap-1.5 rounded-lg px-2 py-1 text-start text-xs hover:bg-hover"
      >
        <ChevronRight
          size={14}
          aria-hidden
          className="shrink-0 text-ink-faint transition-transform group-data-expanded:rotate-90"
        />
        <span className="flex-1 font-medium text-ink-soft">{t('bookingPages.title')}</span>
        {answers.every(({ data }) => data !== undefined) && (
          <span className="text-ink-faint">{t('bookingPages.summary', { count: bookable, total: types.length })}</span>
        )}
      </Button>
      <DisclosurePanel>
        <ul aria-label={t('bookingPages.title')} className="flex flex-col gap-2.5 px-2 pt-1.5 pb-2">
          {types.map((type, at) => (
            <BookingPage
              key={type.id}
              type={type}
              start={start}
              minutes={lengthOf(type, minutes)}
              reasons={isAnswered ? answers[at]?.data : undefined}
              error={isAnswered ? answers[at]?.error : undefined}
              onPick={onPick}
            />
          ))}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  )
}

/** The draft's own length where the type has it, else the type's usual one. */
function lengthOf({ durations }: EventType, minutes: number): number | undefined {
  return durations.includes(minutes) ? minutes : durations[0]
}
