import type { PointerEvent as ReactPointerEvent, RefObject } from 'react'
import { createdTime, type DragKind, type GridPoint, movedTime, pressedTime, resizedTime } from './drag-plan.ts'
import type { DragStore } from './drag-store.ts'
import type { GridColumn, GridEvent } from './grid-model.ts'
import { gridPoint } from './grid-point.ts'
import { trackPointer } from './track-pointer.ts'
import type { SpanTime } from './wall-span.ts'

export type GridPointerOptions = {
  readonly columns: readonly GridColumn[]
  readonly events: readonly GridEvent[]
  readonly body: RefObject<HTMLElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  readonly store: DragStore
  readonly onCreate: (time: SpanTime, box: DOMRect) => void
  readonly onChange: (event: GridEvent, time: SpanTime, column: GridColumn) => void
}

/** Turns presses in the grid's body into new, moved and resized events. */
export function gridPointer(options: GridPointerOptions): (press: ReactPointerEvent<HTMLElement>) => void {
  return (press) => {
    const body = options.body.current
    // A finger scrolls; it creates and opens by a tap.
    if (!body || press.button !== 0 || press.pointerType === 'touch') return
    // What React bubbles here out of a popover lies elsewhere on the screen.
    if (!(press.target instanceof Element) || !body.contains(press.target)) return
    const pressed = pressedOn(press.target, options.events)
    const from = gridPoint(body, options.columns, press.clientX, press.clientY)
    if (pressed && from) follow(press.nativeEvent, { ...options, ...pressed, from, body })
  }
}

type Pressed = { readonly kind: DragKind; readonly event: GridEvent | undefined }

function pressedOn(target: Element, events: readonly GridEvent[]): Pressed | undefined {
  const block = target.closest<HTMLElement>('[data-event]')
  if (!block) return target.closest('[data-no-create]') ? undefined : { kind: 'create', event: undefined }
  const event = events.find((candidate) => candidate.key === block.dataset.event)
  if (!event?.movable) return undefined
  const edge = target.closest<HTMLElement>('[data-edge]')?.dataset.edge
  return { kind: edge === 'start' ? 'resize-start' : edge === 'end' ? 'resize-end' : 'move', event }
}

type Drag = Omit<GridPointerOptions, 'body'> & Pressed & { readonly from: GridPoint; readonly body: HTMLElement }

function follow(start: PointerEvent, drag: Drag): void {
  const { body, store, event } = drag
  const at = { x: start.clientX, y: start.clientY }
  const blocks = event ? [...body.querySelectorAll(`[data-event="${CSS.escape(event.key)}"]`)] : []
  const planAt = (at: { x: number; y: number }): void => {
    const to = gridPoint(body, drag.columns, at.x, at.y)
    const time = to && plannedTime(drag, to)
    if (to && time) store.set({ time, column: drag.kind === 'move' ? to.column : drag.from.column, event })
  }
  trackPointer(
    start,
    { surface: body, scroller: drag.scroller.current ?? undefined },
    {
      begin: () => {
        for (const block of blocks) block.toggleAttribute('data-dragging', true)
        body.dataset.drag = drag.kind
      },
      move: planAt,
      drop: (at) => {
        planAt(at)
        drop(drag, at)
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

function drop({ store, event, body, onCreate, onChange }: Drag, at: { x: number; y: number }): void {
  const preview = store.get()
  if (!preview) return
  if (!event) {
    const ghost = body.querySelector('[data-ghost]')
    onCreate(preview.time, ghost?.getBoundingClientRect() ?? boxAt(at))
  } else if (JSON.stringify(preview.time) !== JSON.stringify(event.time)) {
    onChange(event, preview.time, preview.column)
  }
}

function boxAt({ x, y }: { x: number; y: number }): DOMRect {
  return new DOMRect(x, y, 1, 1)
}
