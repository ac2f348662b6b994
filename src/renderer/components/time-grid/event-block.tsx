import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ZoneName } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { EventMarks } from '../event-marks.tsx'
import { DAY_MINUTES } from './column-clock.ts'
import { eventLabel, timeTexts } from './event-label.ts'
import type { GridEvent } from './grid-model.ts'
import { shownTitle } from './shown-title.ts'

type Props = {
  readonly event: GridEvent
  readonly zone: ZoneName
  readonly from: number
  readonly to: number
  readonly lane: number
  readonly lanes: number
  readonly spread: number
  readonly startsHere: boolean
  readonly endsHere: boolean
}

const LINE = 15
const HOUR_HEIGHT = 52

/** One event, or the part of it that stands in one column. Its props are plain, so that it renders only when it changes. */
export const EventBlock = memo(function EventBlock(props: Props) {
  const { event, zone } = props
  const { formats } = useDesk()
  const { t } = useTranslation()
  const height = (Math.max(props.to - props.from, 15) / 60) * HOUR_HEIGHT
  const lines = Math.max(1, Math.floor((height - 6) / LINE))
  return (
    <button
      type="button"
      tabIndex={-1}
      data-event={event.key}
      data-tone={event.tone}
      className="event @container absolute flex min-w-0 flex-col overflow-hidden rounded-[5px] ps-2 pe-1 text-start transition-colors duration-100 focus-visible:z-10"
      style={{
        '--event': event.colour,
        top: `${(props.from / DAY_MINUTES) * 100}%`,
        height: `calc(${(height / HOUR_HEIGHT / 24) * 100}% - 2px)`,
        insetInlineStart: `${(props.lane / props.lanes) * 100}%`,
        width: `calc(${(props.spread / props.lanes) * 100}% - 2px)`,
        paddingBlock: lines > 1 ? 3 : 0,
        justifyContent: lines > 1 ? 'flex-start' : 'center',
      }}
    >
      <span className="sr-only">{eventLabel(event, zone, formats, t)}</span>
      <span className="event-edge absolute inset-y-0 start-0 w-[3px]" />
      <BlockText event={event} times={timeTexts(event.time, zone, formats)} lines={lines} />
      {event.movable && props.startsHere && <Edge edge="start" lines={lines} />}
      {event.movable && props.endsHere && <Edge edge="end" lines={lines} />}
    </button>
  )
})

type TextProps = { readonly event: GridEvent; readonly times: ReturnType<typeof timeTexts>; readonly lines: number }

/** As much as there is room for: of a narrow block the start alone, of a very narrow one no time at all. */
function BlockText({ event, times, lines }: TextProps) {
  const { t } = useTranslation()
  const title = shownTitle(event, t)
  if (lines === 1) {
    return (
      <span aria-hidden className="flex min-w-0 items-center gap-1.5 text-2xs">
        <span className="event-title truncate font-medium">{title}</span>
        <span className="shrink-0 event-sub @max-[112px]:hidden">{times.start}</span>
        <EventMarks event={event} />
      </span>
    )
  }
  return (
    <>
      <span aria-hidden className="flex min-w-0 items-start gap-1 text-xs leading-[15px]">
        <span
          className="event-title line-clamp-(--lines) min-w-0 font-medium hyphens-auto"
          style={{ '--lines': lines - 1 }}
        >
          {title}
        </span>
        <EventMarks event={event} />
      </span>
      <span aria-hidden className="truncate text-2xs leading-[15px] event-sub">
        <span className="@max-[84px]:hidden">{times.whole}</span>
        <span className="@min-[84px]:hidden">{times.start}</span>
      </span>
      {lines > 3 && event.location !== '' && (
        <span aria-hidden className="truncate text-2xs leading-[15px] event-sub">
          {event.location}
        </span>
      )}
    </>
  )
}

/** Where an end is taken hold of; on a low block most of the height is left for moving. */
function Edge({ edge, lines }: { readonly edge: 'start' | 'end'; readonly lines: number }) {
  const side = edge === 'start' ? 'top-0' : 'bottom-0'
  const height = lines === 1 ? 'h-1' : 'h-1.5'
  return <span data-edge={edge} className={`absolute inset-x-0 ${side} ${height} cursor-ns-resize`} />
}
