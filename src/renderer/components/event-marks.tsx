import { CloudUpload, Lock, TriangleAlert, UserRound } from 'lucide-react'
import type { GridEvent } from './time-grid/grid-model.ts'

const SIZE = { size: 10, strokeWidth: 2.5, 'aria-hidden': true } as const

/** Small quiet signs beside a title; their meaning is in the event's label. */
export function EventMarks({ event }: { readonly event: GridEvent }) {
  if (!event.waiting && !event.booked && !event.private) return null
  return (
    <span aria-hidden className="event-marks ms-auto flex h-[15px] shrink-0 items-center gap-0.5 opacity-70">
      {event.standing === 'conflict' && <TriangleAlert {...SIZE} data-mark="conflict" />}
      {event.booked && <UserRound {...SIZE} />}
      {event.private && <Lock {...SIZE} />}
      {event.waiting && <CloudUpload {...SIZE} data-mark="waiting" />}
    </span>
  )
}
