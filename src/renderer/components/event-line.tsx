import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ZoneName } from '../../core/model/wall.ts'
import { useDesk } from '../desk-context.tsx'
import { EventMarks } from './event-marks.tsx'
import { eventLabel } from './time-grid/event-label.ts'
import type { GridEvent } from './time-grid/grid-model.ts'
import { shownTitle } from './time-grid/shown-title.ts'

type Props = {
  readonly event: GridEvent
  readonly zone: ZoneName
  readonly onPress?: (box: DOMRect) => void
  /** -1 where a container moves the focus among its events. */
  readonly tabIndex?: number
}

/** One event on one line: a dot of its calendar's colour, when it starts, its title. */
export const EventLine = memo(function EventLine({ event, zone, onPress, tabIndex }: Props) {
  const { t } = useTranslation()
  const { formats } = useDesk()
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      data-event={event.key}
      onClick={onPress && ((click) => onPress(click.currentTarget.getBoundingClientRect()))}
      className="flex h-5 w-full min-w-0 items-center gap-1.5 rounded px-1 text-start text-xs transition-colors hover:bg-hover data-dragging:opacity-40"
      style={{ '--event': event.colour }}
    >
      <span className="sr-only">{eventLabel(event, zone, formats, t)}</span>
      <span
        aria-hidden
        className={`size-2 shrink-0 rounded-full ${event.tone === 'free' || event.tone === 'tentative' ? 'border-2 border-(--event)' : 'bg-(--event)'}`}
      />
      <span aria-hidden className="shrink-0 text-2xs text-ink-faint tabular-nums">
        {startText(event, zone, formats)}
      </span>
      <span aria-hidden className={`truncate ${event.tone === 'cancelled' ? 'text-ink-faint line-through' : ''}`}>
        {shownTitle(event, t)}
      </span>
      <EventMarks event={event} />
    </button>
  )
})

function startText(event: GridEvent, zone: ZoneName, formats: ReturnType<typeof useDesk>['formats']): string {
  if (event.time.kind === 'timed') return formats.clock(event.time.startsAt, zone)
  return event.time.kind === 'floating' ? formats.reading(event.time.start) : ''
}
