import { type MouseEvent, useMemo, useRef } from 'react'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { movedByDays } from '../move-days.ts'
import { useRovingFocus } from '../use-roving-focus.ts'
import { ColumnHeads } from './column-heads.tsx'
import { DayLane } from './day-lane.tsx'
import type { Draft } from './draft.ts'
import { GridBody } from './grid-body.tsx'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { GutterHeads, HourGutters } from './hour-gutters.tsx'
import { isInDayLane } from './segments.ts'
import { useFirstScroll } from './use-first-scroll.ts'

export type TimeGridProps = {
  readonly label: string
  readonly columns: readonly GridColumn[]
  /** One to three zones; the columns' own stands last. */
  readonly gutters: readonly ZoneName[]
  readonly events: readonly GridEvent[]
  readonly today: WallDate
  readonly draft: Draft | undefined
  readonly onCreate: (time: GridEvent['time'], box: DOMRect) => void
  readonly onChange: (event: GridEvent, time: GridEvent['time'], column: GridColumn) => void
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
  readonly onPickDay: (date: WallDate) => void
}

/** Columns of hours with events on them: created, moved and resized by pointer, reached and opened by keyboard. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, events, draft, gutters, onCreate, onChange } = props
  const scroller = useRef<HTMLDivElement>(null)
  const roving = useRovingFocus(scroller)
  useFirstScroll(scroller, columns)
  const dayEvents = useMemo(() => events.filter((event) => isInDayLane(event.time)), [events])
  const [first] = columns
  if (!first) return null
  const { date, zone } = first
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the events inside are buttons: their own key presses arrive here as clicks
    <section
      aria-label={props.label}
      className="flex min-h-0 flex-1 flex-col"
      onClick={(click) => openClicked(click, props)}
      {...roving}
    >
      <div ref={scroller} data-scroller className="grid-scroller min-h-0 flex-1 overflow-y-scroll">
        <div data-sticky-head className="sticky top-0 z-20 bg-surface">
          <div className="flex">
            <GutterHeads date={date} zone={zone} gutters={gutters} />
            <ColumnHeads columns={columns} today={props.today} onPick={props.onPickDay} />
          </div>
          <DayLane
            columns={columns}
            events={dayEvents}
            gutters={gutters.length}
            draft={draft}
            onCreate={(firstDay, lastDay, box) => onCreate({ kind: 'all-day', firstDay, lastDay }, box)}
            onMove={(event, days) => onChange(event, movedByDays(event.time, days, zone), first)}
          />
        </div>
        <div className="flex h-[calc(24*var(--hour))]">
          <HourGutters date={date} zone={zone} gutters={gutters} />
          <GridBody {...props} />
        </div>
      </div>
    </section>
  )
}

function openClicked(click: MouseEvent<HTMLElement>, { events, onOpen }: TimeGridProps): void {
  // What React bubbles here out of a popover lies elsewhere on the screen.
  if (!(click.target instanceof Element) || !click.currentTarget.contains(click.target)) return
  const block = click.target.closest<HTMLElement>('[data-event]')
  const event = block && events.find((candidate) => candidate.key === block.dataset.event)
  if (event) onOpen(event, block.getBoundingClientRect())
}
