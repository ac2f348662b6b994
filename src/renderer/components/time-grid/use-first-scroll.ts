import { type RefObject, useLayoutEffect, useRef } from 'react'
import { DAY_MINUTES } from './column-clock.ts'
import type { GridColumn } from './grid-model.ts'

const WITHOUT_HOURS = 8 * 60
/** Shown before the working hours begin, in minutes. */
const BEFORE = 60

/** Once, as soon as the working hours are known: a little before the earliest of them. Later the scroll is the person's. */
export function useFirstScroll(scroller: RefObject<HTMLElement | null>, columns: readonly GridColumn[]): void {
  const done = useRef(false)
  const opens = columns.flatMap((column) => (column.open ?? []).map((span) => span.from))
  const known = columns.some((column) => column.open !== undefined)
  const minute = Math.max(0, (opens.length > 0 ? Math.min(...opens) : WITHOUT_HOURS) - BEFORE)
  useLayoutEffect(() => {
    const element = scroller.current
    const body = element?.querySelector('.grid-body')
    if (!element || !body || done.current) return
    element.scrollTo({ top: (minute / DAY_MINUTES) * body.clientHeight })
    done.current = known
  }, [scroller, minute, known])
}
