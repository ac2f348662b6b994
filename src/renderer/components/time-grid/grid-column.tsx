import { memo, useMemo } from 'react'
import { CrowdChip } from './crowd-chip.tsx'
import { DAY_MINUTES } from './column-clock.ts'
import { DragGhost, Ghost } from './drag-ghost.tsx'
import type { DragStore } from './drag-store.ts'
import { type BlockWidth, EventBlock } from './event-block.tsx'
import type { GridColumn as Column, GridEvent } from './grid-model.ts'
import { layoutLanes } from './layout-lanes.ts'
import { NowLine } from './now-line.tsx'
import { closedSpans } from './open-spans.ts'
import type { Segment } from './segments.ts'
import type { Draft } from './draft.ts'

type Props = {
  readonly column: Column
  readonly label: string
  readonly segments: readonly Segment[]
  /** In pixels, roughly. */
  readonly width: number
  readonly maxLanes: number
  readonly isToday: boolean
  readonly draft: Draft | undefined
  readonly store: DragStore
  readonly onOpen: (event: GridEvent, box: DOMRect) => void
}

/** The hours of one column: shading, events side by side, the now line, and what is being dragged. */
export const GridColumn = memo(function GridColumn(props: Props) {
  const { column, segments, maxLanes, draft } = props
  const layout = useMemo(() => layoutLanes(segments, { maxLanes, minLength: 15 }), [segments, maxLanes])
  const time = draft?.time
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset is a form's
      role="group"
      aria-label={props.label}
      data-column={column.key}
      className="relative min-w-0 flex-1 border-s border-line"
    >
      <Shading column={column} />
      <div className="absolute inset-y-0 start-px end-1.5">
        {layout.placed.map(({ item, lane, lanes, spread }) => (
          <EventBlock
            key={item.event.key}
            event={item.event}
            zone={column.zone}
            from={item.from}
            to={item.to}
            lane={lane}
            lanes={lanes}
            spread={spread}
            width={blockWidth((props.width * spread) / lanes)}
            startsHere={item.startsHere}
            endsHere={item.endsHere}
          />
        ))}
        {layout.crowds.map((crowd) => (
          <CrowdChip key={crowd.from} crowd={crowd} zone={column.zone} onOpen={props.onOpen} />
        ))}
        <DragGhost store={props.store} column={column} />
        {draft && time && time.kind !== 'all-day' && (
          <Ghost column={column} time={time} title={draft.title} colour={draft.colour} />
        )}
      </div>
      {props.isToday && <NowLine column={column} />}
    </div>
  )
})

function blockWidth(pixels: number): BlockWidth {
  if (pixels >= 116) return 'wide'
  return pixels >= 88 ? 'middle' : 'narrow'
}

function Shading({ column }: { readonly column: Column }) {
  const closed = useMemo(() => (column.open ? closedSpans(column.open) : []), [column.open])
  return closed.map((span) => (
    <div
      key={span.from}
      aria-hidden
      className="pointer-events-none absolute inset-x-0 bg-closed"
      style={{ top: `${(span.from / DAY_MINUTES) * 100}%`, height: `${((span.to - span.from) / DAY_MINUTES) * 100}%` }}
    />
  ))
}
