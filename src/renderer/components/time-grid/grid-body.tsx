import { useMemo, useRef, useState } from 'react'
import { useDesk } from '../../desk-context.tsx'
import { createDragStore } from './drag-store.ts'
import { GridColumn } from './grid-column.tsx'
import { pressGrid } from './press-grid.ts'
import { segmentsByColumn } from './segments.ts'
import { tapGrid } from './tap-grid.ts'
import type { TimeGridProps } from './time-grid.tsx'
import { useColumnRoom } from './use-column-room.ts'

/** The hours of all columns, and the pointer on them. */
export function GridBody({ columns, events, today, draft, onCreate, onChange, onOpen }: TimeGridProps) {
  const body = useRef<HTMLDivElement>(null)
  const [store] = useState(createDragStore)
  const { formats } = useDesk()
  const { width, maxLanes } = useColumnRoom(body, columns.length)
  const segments = useMemo(() => segmentsByColumn(columns, events), [columns, events])
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions, jsx-a11y/click-events-have-key-events -- for pointers alone; by keyboard one creates with the button in the bar
    <div
      ref={body}
      className="grid-body relative flex min-w-0 flex-1"
      onPointerDown={(press) => pressGrid(press, { columns, events, store, onCreate, onChange })}
      onClick={(tap) => tapGrid(tap, { columns, onCreate })}
    >
      {columns.map((column, index) => (
        <GridColumn
          key={column.key}
          column={column}
          label={formats.dayLong(column.date)}
          segments={segments[index] ?? []}
          width={width}
          maxLanes={maxLanes}
          isToday={column.date === today}
          draft={draft}
          store={store}
          onOpen={onOpen}
        />
      ))}
    </div>
  )
}
