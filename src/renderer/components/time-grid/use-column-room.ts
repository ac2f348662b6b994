import { type RefObject, useLayoutEffect, useState } from 'react'

/** Narrower than this an event says nothing. */
const NARROWEST = 42
/** Widths in between make no difference to what is shown. */
const STEP = 8

/** `width` of a column in pixels, in steps; `maxLanes`: how many events it can show side by side. */
export type ColumnRoom = { readonly width: number; readonly maxLanes: number }

export function useColumnRoom(body: RefObject<HTMLElement | null>, columns: number): ColumnRoom {
  const [width, setWidth] = useState(140)
  useLayoutEffect(() => {
    const element = body.current
    if (!element) return
    const measure = (): void => setWidth(Math.floor(element.clientWidth / columns / STEP) * STEP)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [body, columns])
  return { width, maxLanes: Math.max(2, Math.floor(width / NARROWEST)) }
}
