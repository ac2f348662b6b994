import { type ReactNode, type RefObject, useRef } from 'react'

type Props = {
  readonly box: DOMRect
  readonly children: (anchor: RefObject<HTMLDivElement | null>) => ReactNode
}

/** Something for a popover to stand by that stays where it was, whatever becomes of the event beneath it. */
export function AnchorBox({ box, children }: Props) {
  const anchor = useRef<HTMLDivElement>(null)
  return (
    <>
      <div
        ref={anchor}
        aria-hidden
        className="pointer-events-none fixed"
        style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
      />
      {children(anchor)}
    </>
  )
}
