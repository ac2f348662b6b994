import type { EventTypeWarning } from '../contract/desk.ts'
import type { EventType } from '../model/event-type.ts'

/** C16: what is allowed and seldom meant. */
export function eventTypeWarnings({ durations, buffers }: EventType): EventTypeWarning[] {
  const longest = Math.max(buffers.before, buffers.after, buffers.between ?? 0)
  return longest > Math.min(...durations) ? ['buffers-longer-than-duration'] : []
}
