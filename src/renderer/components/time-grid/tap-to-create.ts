import type { MouseEvent, RefObject } from 'react'
import { pressedTime } from './drag-plan.ts'
import type { GridColumn } from './grid-model.ts'
import { gridPoint } from './grid-point.ts'
import type { SpanTime } from './wall-span.ts'

type Options = {
  readonly body: RefObject<HTMLElement | null>
  readonly columns: readonly GridColumn[]
  readonly onCreate: (time: SpanTime, box: DOMRect) => void
}

/** A finger's tap on free time. Its press is left alone, so that it can scroll; a mouse creates on release (grid-pointer.ts). */
export function tapToCreate({ body, columns, onCreate }: Options): (click: MouseEvent) => void {
  return (click) => {
    const { nativeEvent: native, target } = click
    if (!(native instanceof PointerEvent) || native.pointerType !== 'touch') return
    if (!body.current || !(target instanceof Node) || !body.current.contains(target)) return
    const at = gridPoint(body.current, columns, click.clientX, click.clientY)
    if (at) onCreate(pressedTime(at), new DOMRect(click.clientX, click.clientY, 1, 1))
  }
}
