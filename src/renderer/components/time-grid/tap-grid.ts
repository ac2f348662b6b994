import type { MouseEvent } from 'react'
import { pressedTime } from './drag-plan.ts'
import type { GridColumn } from './grid-model.ts'
import { gridPoint } from './grid-point.ts'
import type { SpanTime } from './wall-span.ts'

type Options = {
  readonly columns: readonly GridColumn[]
  readonly onCreate: (time: SpanTime, box: DOMRect) => void
}

/** A finger's tap on free time of the grid's body. Its press is left alone, so that it can scroll; a mouse creates on release (press-grid.ts). */
export function tapGrid(tap: MouseEvent<HTMLElement>, { columns, onCreate }: Options): void {
  const { nativeEvent: native, target, currentTarget: body } = tap
  if (!(native instanceof PointerEvent) || native.pointerType !== 'touch') return
  if (!(target instanceof Element) || !body.contains(target) || target.closest('[data-event], [data-no-create]')) return
  const at = gridPoint(body, columns, tap.clientX, tap.clientY)
  if (at) onCreate(pressedTime(at), new DOMRect(tap.clientX, tap.clientY, 1, 1))
}
