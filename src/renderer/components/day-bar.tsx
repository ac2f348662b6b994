import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk-context.tsx'
import { EventMarks } from './event-marks.tsx'
import type { Bar } from './time-grid/day-bars.ts'
import { eventLabel } from './time-grid/event-label.ts'
import type { GridEvent } from './time-grid/grid-model.ts'
import { shownTitle } from './time-grid/shown-title.ts'

type Props = {
  readonly event: GridEvent
  readonly bar: Pick<Bar<unknown>, 'column' | 'length' | 'startsHere' | 'endsHere'>
  readonly columns: number
  readonly top: number
}

/** An event that lies over whole days. */
export const DayBar = memo(function DayBar({ event, bar, columns, top }: Props) {
  const { t } = useTranslation()
  const { formats, zone } = useDesk()
  const before = event.time.kind === 'timed' && bar.startsHere ? formats.clock(event.time.startsAt, zone) : ''
  return (
    <button
      type="button"
      tabIndex={-1}
      data-event={event.key}
      data-tone={event.tone}
      className={`event absolute flex h-5 min-w-0 items-center gap-1.5 overflow-hidden ps-1.5 pe-1 text-start text-xs transition-colors focus-visible:z-10 ${bar.startsHere ? 'event-edged rounded-s-[5px]' : ''} ${bar.endsHere ? 'rounded-e-[5px]' : ''}`}
      style={{
        '--event': event.colour,
        top,
        insetInlineStart: `calc(${(bar.column / columns) * 100}% + ${bar.startsHere ? 1 : 0}px)`,
        width: `calc(${(bar.length / columns) * 100}% - ${bar.endsHere ? 6 : 0}px)`,
      }}
    >
      <span className="sr-only">{eventLabel(event, zone, formats, t)}</span>
      {before !== '' && (
        <span aria-hidden className="shrink-0 event-sub text-2xs tabular-nums">
          {before}
        </span>
      )}
      <span aria-hidden className="event-title truncate font-medium">
        {shownTitle(event, t)}
      </span>
      <EventMarks event={event} />
    </button>
  )
})
