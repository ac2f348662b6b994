import { type RefObject, useLayoutEffect, useRef } from 'react'
import { DAY_MINUTES } from './column-clock.ts'
import type { GridColumn } from './grid-model.ts'

const WITHOUT_HOURS = 8 * 60

/** Once, as soon as the working hours are known: an hour before the earliest of them. Later the scroll is the person's. */
export function useFirstScroll(scroller: RefObject<HTMLElement | null>, columns: readonly GridColumn[]): void {
  const done = useRef(false)
  const opens = columns.flatMap((column) => (column.open ?? []).map((span) => span.from))
  const known = columns.some((column) => column.open !== undefined)
  const minute = Math.max(0, (opens.length > 0 ? Math.min(...opens) : WITHOUT_HOURS) - 45)
  useLayoutEffect(() => {
    const element = scroller.current
    const body = element?.querySelector('.grid-body')
    if (!element || !body || done.current) return
    element.scrollTop = (minute / DAY_MINUTES) * body.clientHeight
    done.current = known
  }, [scroller, minute, known])
}
