import type { PointerEvent as ReactPointerEvent } from 'react'
import { createdTime, type DragKind, type GridPoint, movedTime, pressedTime, resizedTime } from './drag-plan.ts'
import type { DragStore } from './drag-store.ts'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { gridPoint } from './grid-point.ts'
import { trackPointer } from './track-pointer.ts'
import type { SpanTime } from './wall-span.ts'

export type PressGridOptions = {
  readonly columns: readonly GridColumn[]
  readonly events: readonly GridEvent[]
  readonly store: DragStore
  readonly onCreate: (time: SpanTime, box: DOMRect) => void
  readonly onChange: (event: GridEvent, time: SpanTime, column: GridColumn) => void
}

/** A press in the grid's body: what follows creates, moves or resizes an event. */
export function pressGrid(press: ReactPointerEvent<HTMLElement>, options: PressGridOptions): void {
  const body = press.currentTarget
  // A finger scrolls; it creates and opens by a tap.
  if (press.button !== 0 || press.pointerType === 'touch') return
  // What React bubbles here out of a popover lies elsewhere on the screen.
  if (!(press.target instanceof Element) || !body.contains(press.target)) return
  const pressed = pressedOn(press.target, press.clientY, options.events)
  const from = gridPoint(body, options.columns, press.clientX, press.clientY)
  if (pressed && from) follow(press.nativeEvent, { ...options, ...pressed, from, body })
}

type Pressed = { readonly kind: DragKind; readonly event: GridEvent | undefined }

function pressedOn(target: Element, y: number, events: readonly GridEvent[]): Pressed | undefined {
  const block = target.closest<HTMLElement>('[data-event]')
  if (!block) return target.closest('[data-no-create]') ? undefined : { kind: 'create', event: undefined }
  const event = events.find((candidate) => candidate.key === block.dataset.event)
  if (!event?.movable) return undefined
  return { kind: kindAt(block, y), event }
}

/** The upper and the lower end of a block are for drawing it longer or shorter, as high as event.css shows it by the cursor. */
function kindAt(block: HTMLElement, y: number): 'resize-start' | 'resize-end' | 'move' {
  const box = block.getBoundingClientRect()
  const height = block.classList.contains('event-low') ? 4 : 6
  if (block.dataset.starts !== undefined && y < box.top + height) return 'resize-start'
  return block.dataset.ends !== undefined && y >= box.bottom - height ? 'resize-end' : 'move'
}

type Drag = PressGridOptions & Pressed & { readonly from: GridPoint; readonly body: HTMLElement }

function follow(start: PointerEvent, drag: Drag): void {
  const { body, store, event } = drag
  const at = { x: start.clientX, y: start.clientY }
  const blocks = event ? [...body.querySelectorAll(`[data-event="${CSS.escape(event.key)}"]`)] : []
  const scroller = body.closest<HTMLElement>('[data-scroller]') ?? undefined
  trackPointer(
    start,
    { surface: body, scroller },
    {
      begin: () => {
        for (const block of blocks) block.toggleAttribute('data-dragging', true)
        body.dataset.drag = drag.kind
      },
      move: (to) => preview(drag, to),
      drop: (to) => {
        preview(drag, to)
        drop(drag, to)
      },
      press: () => {
        if (drag.kind === 'create') drag.onCreate(pressedTime(drag.from), boxAt(at))
      },
      end: () => {
        for (const block of blocks) block.removeAttribute('data-dragging')
        delete body.dataset.drag
        store.set(undefined)
      },
    },
  )
}

type Point = { readonly x: number; readonly y: number }

function preview(drag: Drag, { x, y }: Point): void {
  const to = gridPoint(drag.body, drag.columns, x, y)
  const time = to && plannedTime(drag, to)
  if (!to || !time) return
  drag.store.set({ time, column: drag.kind === 'move' ? to.column : drag.from.column, event: drag.event })
}

function plannedTime(drag: Drag, to: GridPoint): SpanTime | undefined {
  if (drag.kind === 'create') return createdTime(drag.from, to)
  const time = drag.event?.time
  if (!time || time.kind === 'all-day') return undefined
  switch (drag.kind) {
    case 'move':
      return movedTime(time, drag.from, to)
    case 'resize-start':
      return resizedTime(time, 'start', to)
    case 'resize-end':
      return resizedTime(time, 'end', to)
  }
}

function drop({ store, event, body, onCreate, onChange }: Drag, at: Point): void {
  const planned = store.get()
  if (!planned) return
  if (!event) {
    const ghost = body.querySelector('[data-ghost]')
    onCreate(planned.time, ghost?.getBoundingClientRect() ?? boxAt(at))
  } else if (JSON.stringify(planned.time) !== JSON.stringify(event.time)) {
    onChange(event, planned.time, planned.column)
  }
}

function boxAt({ x, y }: Point): DOMRect {
  return new DOMRect(x, y, 1, 1)
}
