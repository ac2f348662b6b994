const THRESHOLD = 4
const EDGE = 48
const FASTEST = 14

type Point = { readonly x: number; readonly y: number }
type Handlers = {
  /** The pointer has left its place for the first time. */
  readonly begin: () => void
  readonly move: (at: Point) => void
  readonly drop: (at: Point) => void
  /** Pressed and let go in one place. */
  readonly press: () => void
  /** Always last, also after Escape or a lost pointer. */
  readonly end: () => void
}
type Options = { readonly surface: Element; readonly scroller: HTMLElement | undefined }

/** Follows one pointer from its press to its release, outside React; scrolls near the upper and lower edge; Escape gives up. */
export function trackPointer(start: PointerEvent, { surface, scroller }: Options, on: Handlers): void {
  const over = new AbortController()
  const { signal } = over
  let at: Point = { x: start.clientX, y: start.clientY }
  let moving = false

  const finish = (last?: () => void): void => {
    over.abort()
    last?.()
    on.end()
  }
  const begin = (): void => {
    moving = true
    // From here on the release is ours wherever it happens, and no click follows on what lies beneath.
    surface.setPointerCapture(start.pointerId)
    on.begin()
    requestAnimationFrame(scroll)
  }
  const scroll = (): void => {
    if (signal.aborted || !scroller) return
    const speed = edgeSpeed(at.y, scroller)
    if (speed !== 0) {
      scroller.scrollTop += speed
      on.move(at)
    }
    requestAnimationFrame(scroll)
  }

  const mine = (handle: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === start.pointerId) handle(event)
  }
  const moved = mine((event) => {
    at = { x: event.clientX, y: event.clientY }
    if (!moving && Math.hypot(at.x - start.clientX, at.y - start.clientY) >= THRESHOLD) begin()
    if (moving) on.move(at)
  })
  window.addEventListener('pointermove', moved, { signal })
  window.addEventListener(
    'pointerup',
    mine(() => finish(moving ? () => on.drop(at) : on.press)),
    { signal },
  )
  window.addEventListener(
    'pointercancel',
    mine(() => finish()),
    { signal },
  )
  window.addEventListener('blur', () => finish(), { signal })
  window.addEventListener('keydown', (event) => event.key === 'Escape' && giveUp(event, finish), {
    signal,
    capture: true,
  })
}

function giveUp(event: KeyboardEvent, finish: () => void): void {
  event.preventDefault()
  event.stopPropagation()
  finish()
}

/** Pixels a frame; the sticky head of the scroller is not part of its edge. */
function edgeSpeed(y: number, scroller: HTMLElement): number {
  const box = scroller.getBoundingClientRect()
  const head = scroller.querySelector('[data-sticky-head]')?.getBoundingClientRect().bottom ?? box.top
  const above = head + EDGE - y
  const below = y - (box.bottom - EDGE)
  if (above > 0) return -Math.min(FASTEST, above / 3)
  return below > 0 ? Math.min(FASTEST, below / 3) : 0
}
