import { DAY_MINUTES } from './column-clock.ts'
import type { GridPoint } from './drag-plan.ts'
import type { GridColumn } from './grid-model.ts'

/** What lies at a point of the window: the nearest column, and the minute within its 24 hours. */
export function gridPoint(
  body: HTMLElement,
  columns: readonly GridColumn[],
  x: number,
  y: number,
): GridPoint | undefined {
  const boxes = [...body.querySelectorAll<HTMLElement>('[data-column]')].map((element) =>
    element.getBoundingClientRect(),
  )
  const distances = boxes.map((box) => Math.max(box.left - x, x - box.right, 0))
  const nearest = distances.indexOf(Math.min(...distances))
  const [column, box] = [columns[nearest], boxes[nearest]]
  if (!column || !box) return undefined
  const minute = ((y - box.top) / box.height) * DAY_MINUTES
  return { column, minute: Math.min(Math.max(minute, 0), DAY_MINUTES) }
}
