import { type MouseEvent, type PointerEvent, useMemo, useRef } from 'react'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { movedByDays } from '../move-days.ts'
import { pressDay } from '../press-day.ts'
import { useRovingFocus } from '../use-roving-focus.ts'
import type { Draft } from '../time-grid/draft.ts'
import type { GridEvent } from '../time-grid/grid-model.ts'
import { MonthWeek } from './month-week.tsx'
import { useLineRoom } from './use-line-room.ts'
import { linesOf } from './week-lines.ts'

export type MonthGridProps = {
  readonly label: string
  readonly weeks: readonly (readonly WallDate[])[]
  /** `YYYY-MM`: the other months' days are quieter. */
  readonly month: string
  readonly zone: ZoneName
  readonly events: readonly GridEvent[]
  readonly today: WallDate
  readonly draft: Draft | undefined
  readonly onCreate: (time: GridEvent['time'], box: DOMRect) => void
  readonly onChange: (event: GridEvent, time: GridEvent['time']) => void
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
  readonly onPickDay: (date: WallDate) => void
}

/** Weeks under each other, events as lines; dragged from day to day. */
export function MonthGrid(props: MonthGridProps) {
  const { weeks, events, zone, onCreate, onChange, onOpen } = props
  const container = useRef<HTMLDivElement>(null)
  const { formats } = useDesk()
  const room = useLineRoom(container, weeks.length)
  const lines = useMemo(() => linesOf(events, zone), [events, zone])
  const roving = useRovingFocus(container)
  const press = (event: PointerEvent<HTMLElement>): void =>
    pressDay(event, {
      events,
      onCreate: (firstDay, lastDay, box) => onCreate({ kind: 'all-day', firstDay, lastDay }, box),
      onMove: (moved, days) => onChange(moved, movedByDays(moved.time, days, zone)),
    })
  const open = (click: MouseEvent<HTMLElement>): void => {
    // What React bubbles here out of a popover lies elsewhere on the screen.
    if (!(click.target instanceof Element) || !click.currentTarget.contains(click.target)) return
    const block = click.target.closest<HTMLElement>('[data-event]')
    const event = block && events.find((candidate) => candidate.key === block.dataset.event)
    if (event) onOpen(event, block.getBoundingClientRect())
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the events inside are buttons: their own key presses arrive here as clicks
    <section aria-label={props.label} className="flex min-h-0 flex-1 flex-col" onClick={open} {...roving}>
      <div className="flex border-b border-line">
        {weeks[0]?.map((date) => (
          <div key={date} className="flex-1 truncate py-2 text-center text-xs text-ink-faint">
            {formats.weekday(date)}
          </div>
        ))}
      </div>
      <div ref={container} className="flex min-h-0 flex-1 flex-col" onPointerDown={press}>
        {weeks.map((dates) => (
          <MonthWeek key={dates[0]} dates={dates} lines={lines} room={room} {...props} />
        ))}
      </div>
    </section>
  )
}
