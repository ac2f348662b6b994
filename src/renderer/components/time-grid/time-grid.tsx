import { type MouseEvent, useMemo, useRef, useState } from 'react'
import type { WallDate, ZoneName } from '../../../core/model/wall.ts'
import { useDesk } from '../../desk-context.tsx'
import { movedByDays } from '../move-days.ts'
import { useRovingFocus } from '../use-roving-focus.ts'
import { ColumnHeads } from './column-heads.tsx'
import { DayLane } from './day-lane.tsx'
import type { Draft } from './draft.ts'
import { createDragStore } from './drag-store.ts'
import { GridColumn } from './grid-column.tsx'
import { gridPointer } from './grid-pointer.ts'
import type { GridColumn as Column, GridEvent } from './grid-model.ts'
import { GutterHeads, HourGutters } from './hour-gutters.tsx'
import { isInDayLane, segmentsByColumn } from './segments.ts'
import { useFirstScroll } from './use-first-scroll.ts'
import { useLaneCount } from './use-lane-count.ts'
import { tapToCreate } from './tap-to-create.ts'

export type TimeGridProps = {
  readonly label: string
  readonly columns: readonly Column[]
  /** One to three zones; the columns' own stands last. */
  readonly gutters: readonly ZoneName[]
  readonly events: readonly GridEvent[]
  readonly today: WallDate
  readonly draft: Draft | undefined
  readonly onCreate: (time: GridEvent['time'], box: DOMRect) => void
  readonly onChange: (event: GridEvent, time: GridEvent['time'], column: Column) => void
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
  readonly onPickDay: (date: WallDate) => void
}

/** Columns of hours with events on them: created, moved and resized by pointer, reached and opened by keyboard. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, events, draft, onCreate, onChange, onOpen } = props
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const [store] = useState(createDragStore)
  const { formats } = useDesk()
  const maxLanes = useLaneCount(body, columns.length)
  const segments = useMemo(() => segmentsByColumn(columns, events), [columns, events])
  const dayEvents = useMemo(() => events.filter((event) => isInDayLane(event.time)), [events])
  const onPointerDown = gridPointer({ columns, events, body, scroller, store, onCreate, onChange })
  const onTap = tapToCreate({ body, columns, onCreate })
  const roving = useRovingFocus(scroller)
  useFirstScroll(scroller, columns)
  const [first] = columns
  if (!first) return null

  const open = (click: MouseEvent): void => {
    // What React bubbles here out of a popover lies elsewhere on the screen.
    if (!(click.target instanceof Element) || !click.currentTarget.contains(click.target)) return
    const block = click.target.closest<HTMLElement>('[data-event]')
    const event = block && events.find((candidate) => candidate.key === block.dataset.event)
    if (event) onOpen(event, block.getBoundingClientRect())
    else onTap(click)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events -- the events inside are buttons: their own key presses arrive here as clicks
    <div role="region" aria-label={props.label} className="flex min-h-0 flex-1 flex-col" onClick={open} {...roving}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable when nothing in it is */}
      <div
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={props.label}
        className="grid-scroller min-h-0 flex-1 overflow-y-scroll"
      >
        <div data-sticky-head className="sticky top-0 z-20 bg-surface">
          <div className="flex">
            <GutterHeads date={first.date} zone={first.zone} gutters={props.gutters} />
            <ColumnHeads columns={columns} today={props.today} onPick={props.onPickDay} />
          </div>
          <DayLane
            columns={columns}
            events={dayEvents}
            gutters={props.gutters.length}
            draft={draft}
            onCreate={(firstDay, lastDay, box) => onCreate({ kind: 'all-day', firstDay, lastDay }, box)}
            onMove={(event, days) => onChange(event, movedByDays(event.time, days, first.zone), first)}
          />
        </div>
        <div className="flex h-[calc(24*var(--hour))]">
          <HourGutters date={first.date} zone={first.zone} gutters={props.gutters} />
          <div ref={body} className="grid-body relative flex min-w-0 flex-1" onPointerDown={onPointerDown}>
            {columns.map((column, index) => (
              <GridColumn
                key={column.key}
                column={column}
                label={formats.dayLong(column.date)}
                segments={segments[index] ?? []}
                maxLanes={maxLanes}
                isToday={column.date === props.today}
                draft={draft}
                store={store}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  )
}
