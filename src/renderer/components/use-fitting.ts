import { type RefObject, useEffect } from 'react'

/**
 * Lets a popover find its place anew when what is in it grows or shrinks. It has been given a greatest height for what it held
 * when it opened, so that its own box cannot tell.
 */
export function useFitting(content: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = content
    if (!current) return undefined
    let known = current.offsetHeight
    const observer = new ResizeObserver(() => {
      if (current.offsetHeight === known) return
      known = current.offsetHeight
      // What places it listens to the window.
      window.dispatchEvent(new Event('resize'))
    })
    observer.observe(current)
    return () => observer.disconnect()
  }, [content])
}
