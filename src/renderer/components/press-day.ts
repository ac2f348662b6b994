import type { PointerEvent as ReactPointerEvent } from 'react'
import { DAY } from '../../core/model/instant.ts'
import { WallDate } from '../../core/model/wall.ts'
import { dateAsUtc } from '../../core/time/wall-clock.ts'
import type { GridEvent } from './time-grid/grid-model.ts'
import { trackPointer } from './time-grid/track-pointer.ts'

export type PressDayOptions = {
  readonly events: readonly GridEvent[]
  readonly onCreate: (first: WallDate, last: WallDate, box: DOMRect) => void
  readonly onMove: (event: GridEvent, days: number) => void
}

/**
 * A press where a place is a whole day: the month, and the lane above the hours. The element that listens holds one
 * `[data-date]` element a day; the days aimed at carry `data-aimed`.
 */
export function pressDay(press: ReactPointerEvent<HTMLElement>, options: PressDayOptions): void {
  const container = press.currentTarget
  if (press.button !== 0 || press.pointerType === 'touch') return
  // What React bubbles here out of a popover lies elsewhere on the screen.
  if (!(press.target instanceof Element) || !container.contains(press.target)) return
  if (press.target.closest('[data-no-create]')) return
  const from = dayAt(container, press.clientX, press.clientY)
  const block = press.target.closest<HTMLElement>('[data-event]')
  const event = options.events.find((candidate) => candidate.key === block?.dataset.event)
  if (!from || (block && !event?.movable)) return
  follow(press.nativeEvent, { ...options, container, from, event })
}

type Drag = PressDayOptions & {
  readonly container: HTMLElement
  readonly from: WallDate
  readonly event: GridEvent | undefined
}

function follow(start: PointerEvent, drag: Drag): void {
  const { container, from, event } = drag
  const blocks = event ? [...container.querySelectorAll(`[data-event="${CSS.escape(event.key)}"]`)] : []
  let to = from
  trackPointer(
    start,
    { surface: container, scroller: undefined },
    {
      begin: () => {
        for (const block of blocks) block.toggleAttribute('data-dragging', true)
      },
      move: ({ x, y }) => {
        to = dayAt(container, x, y) ?? to
        aim(container, event ? [to, to] : inOrder(from, to))
      },
      drop: () => {
        const days = Math.round((dateAsUtc(to) - dateAsUtc(from)) / DAY)
        if (!event) create(drag, to)
        else if (days !== 0) drag.onMove(event, days)
      },
      press: () => {
        if (!event) create(drag, from)
      },
      end: () => {
        for (const block of blocks) block.removeAttribute('data-dragging')
        aim(container, undefined)
      },
    },
  )
}

function create({ container, from, onCreate }: Drag, to: WallDate): void {
  const cell = container.querySelector(`[data-date="${to}"]`)
  const [first, last] = inOrder(from, to)
  if (cell) onCreate(first, last, cell.getBoundingClientRect())
}

function inOrder(a: WallDate, b: WallDate): [WallDate, WallDate] {
  return a <= b ? [a, b] : [b, a]
}

function aim(container: HTMLElement, span: readonly [WallDate, WallDate] | undefined): void {
  for (const cell of container.querySelectorAll<HTMLElement>('[data-date]')) {
    const date = cell.dataset.date ?? ''
    cell.toggleAttribute('data-aimed', span !== undefined && date >= span[0] && date <= span[1])
  }
}

/** The date whose cell lies nearest. */
function dayAt(container: HTMLElement, x: number, y: number): WallDate | undefined {
  const cells = [...container.querySelectorAll<HTMLElement>('[data-date]')].map((cell) => {
    const box = cell.getBoundingClientRect()
    const away = Math.max(box.left - x, x - box.right, 0) + Math.max(box.top - y, y - box.bottom, 0)
    return { date: cell.dataset.date, away }
  })
  const nearest = cells.toSorted((a, b) => a.away - b.away)[0]
  return nearest && WallDate.parse(nearest.date)
}
