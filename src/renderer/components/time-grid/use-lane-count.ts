import { type RefObject, useLayoutEffect, useState } from 'react'

/** Narrower than this an event says nothing. */
const NARROWEST = 42

/** How many events a column can show side by side at its present width. */
export function useLaneCount(body: RefObject<HTMLElement | null>, columns: number): number {
  const [lanes, setLanes] = useState(4)
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    const measure = (): void => setLanes(Math.max(2, Math.floor(element.clientWidth / columns / NARROWEST)))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [body, columns])
  return lanes
}
