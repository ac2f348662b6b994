import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect } from 'react'
import { focusNeighbour } from './time-grid/focus-neighbour.ts'

type Handlers = {
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/**
 * One tab stop for all events of a container, arrow keys between them. Works on the elements themselves: a focus that
 * wanders must not render events.
 */
export function useRovingFocus(container: RefObject<HTMLElement | null>): Handlers {
  useEffect(() => {
    const blocks = container.current?.querySelectorAll<HTMLElement>('[data-event]') ?? []
    const [first] = blocks
    if (first && ![...blocks].some((block) => block.tabIndex === 0)) first.tabIndex = 0
  })
  return {
    onFocus: ({ target, currentTarget }) => {
      if (target.dataset.event === undefined || !currentTarget.contains(target)) return
      for (const block of currentTarget.querySelectorAll<HTMLElement>('[data-event]')) block.tabIndex = -1
      target.tabIndex = 0
    },
    onKeyDown: (event) => {
      const { target, currentTarget } = event
      if (!(target instanceof HTMLElement) || !currentTarget.contains(target)) return
      if (focusNeighbour(currentTarget, event.key)) event.preventDefault()
    },
  }
}
