import type { GridColumn, GridEvent } from './grid-model.ts'
import type { SpanTime } from './wall-span.ts'

/** What a drag would make at this moment. `event`: what is dragged; absent while something new is drawn. */
export type DragPreview = {
  readonly time: SpanTime
  readonly column: GridColumn
  readonly event: GridEvent | undefined
}

/** Kept outside React's tree: a drag renders its ghosts alone, not the events. */
export type DragStore = {
  readonly get: () => DragPreview | undefined
  readonly set: (next: DragPreview | undefined) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createDragStore(): DragStore {
  const listeners = new Set<() => void>()
  let current: DragPreview | undefined
  return {
    get: () => current,
    set: (next) => {
      // A pointer moves many times within one step of the grid.
      if (next?.time === current?.time || (next && current && isSame(next, current))) return
      current = next
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function isSame(a: DragPreview, b: DragPreview): boolean {
  return a.column === b.column && JSON.stringify(a.time) === JSON.stringify(b.time)
}
