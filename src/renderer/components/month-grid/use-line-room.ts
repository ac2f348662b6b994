import { type RefObject, useLayoutEffect, useState } from 'react'

export const LINE_HEIGHT = 22
export const DAY_HEAD = 30

/** How many lines a day of the month can show at its present height. */
export function useLineRoom(container: RefObject<HTMLElement | null>, weeks: number): number {
  const [room, setRoom] = useState(3)
  useLayoutEffect(() => {
    const element = container.current
    if (!element) return
    const measure = (): void => {
      const height = element.clientHeight / weeks - DAY_HEAD - 4
      setRoom(Math.max(1, Math.floor(height / LINE_HEIGHT)))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [container, weeks])
  return room
}
