import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ZoneName } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { EventMarks } from '../event-marks.tsx'
import { DAY_MINUTES } from './column-clock.ts'
import { eventLabel, timeTexts } from './event-label.ts'
import type { GridEvent } from './grid-model.ts'

/** How wide a block is, as far as its text is concerned. */
export type BlockWidth = 'narrow' | 'middle' | 'wide'

type Props = {
  readonly event: GridEvent
  readonly zone: ZoneName
  readonly from: number
  readonly to: number
  readonly lane: number
  readonly lanes: number
  readonly spread: number
  readonly width: BlockWidth
  readonly startsHere: boolean
  readonly endsHere: boolean
}

const LINE = 15
const HOUR_HEIGHT = 52
const LEAST = 15

/**
 * One event, or the part of it that stands in one column. Its props are plain, so that it renders only when it changes; it
 * has few elements, since there may be hundreds of it (its edge and its ends are painted by event.css).
 */
export const EventBlock = memo(function EventBlock(props: Props) {
  const { event, zone } = props
  const { formats } = useDesk()
  const { t } = useTranslation()
  const minutes = Math.max(props.to - props.from, LEAST)
  const lines = Math.max(1, Math.floor(((minutes / 60) * HOUR_HEIGHT - 6) / LINE))
  return (
    <button
      type="button"
      tabIndex={-1}
      data-event={event.key}
      data-tone={event.tone}
      data-starts={(event.movable && props.startsHere) || undefined}
      data-ends={(event.movable && props.endsHere) || undefined}
      className={`event event-block ${lines === 1 ? 'event-low' : ''}`}
      style={{
        '--event': event.colour,
        top: `${(props.from / DAY_MINUTES) * 100}%`,
        height: `calc(${(minutes / DAY_MINUTES) * 100}% - 2px)`,
        insetInlineStart: `${(props.lane / props.lanes) * 100}%`,
        width: `calc(${(props.spread / props.lanes) * 100}% - 2px)`,
      }}
    >
      <span className="sr-only">{eventLabel(event, zone, formats, t)}</span>
      <BlockText event={event} times={timeTexts(event.time, zone, formats)} lines={lines} width={props.width} />
    </button>
  )
})

type TextProps = {
  readonly event: GridEvent
  readonly times: ReturnType<typeof timeTexts>
  readonly lines: number
  readonly width: BlockWidth
}

/** As much as there is room for: of a narrow block the start alone, beside a title no time at all. */
function BlockText({ event, times, lines, width }: TextProps) {
  const { t } = useTranslation()
  const title = event.title || t('event.untitled')
  if (lines === 1) {
    return (
      <>
        <span aria-hidden className="event-title truncate font-medium">
          {title}
        </span>
        {width === 'wide' && (
          <span aria-hidden className="event-sub shrink-0">
            {times.start}
          </span>
        )}
        <EventMarks event={event} />
      </>
    )
  }
  return (
    <>
      <span
        aria-hidden
        className="event-title line-clamp-(--lines) font-medium hyphens-auto"
        style={{ '--lines': lines - 1 }}
      >
        {title}
      </span>
      <EventMarks event={event} />
      <span aria-hidden className="event-sub truncate text-2xs leading-[15px]">
        {width === 'narrow' ? times.start : times.whole}
      </span>
      {lines > 3 && event.location !== '' && (
        <span aria-hidden className="event-sub truncate text-2xs leading-[15px]">
          {event.location}
        </span>
      )}
    </>
  )
}
