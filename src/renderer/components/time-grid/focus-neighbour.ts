type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

const DIRECTIONS: ReadonlySet<string> = new Set(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'])

/** Moves the focus from the event that has it to the nearest one in the direction of an arrow key. True where the key was used. */
export function focusNeighbour(container: HTMLElement, key: string): boolean {
  const from = document.activeElement
  if (!isDirection(key) || !(from instanceof HTMLElement) || from.dataset.event === undefined) return false
  const blocks = [...container.querySelectorAll<HTMLElement>('[data-event]')].filter((block) => block !== from)
  const here = from.getBoundingClientRect()
  const [nearest] = blocks
    .map((block) => ({ block, away: distance(here, block.getBoundingClientRect(), key) }))
    .filter(({ away }) => away < Infinity)
    .sort((a, b) => a.away - b.away)
  nearest?.block.focus()
  nearest?.block.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}

function isDirection(key: string): key is Direction {
  return DIRECTIONS.has(key)
}

/** Infinity for what does not lie that way; steps aside count four times. */
function distance(from: DOMRect, to: DOMRect, key: Direction): number {
  const [dx, dy] = [to.left - from.left, to.top - from.top]
  const vertical = key === 'ArrowUp' || key === 'ArrowDown'
  const along = key === 'ArrowUp' ? -dy : key === 'ArrowDown' ? dy : key === 'ArrowLeft' ? -dx : dx
  return along < 1 ? Infinity : along + 4 * Math.abs(vertical ? dx : dy)
}
