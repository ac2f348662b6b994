import type { EventType } from '../model/event-type.ts'
import type { MemberId } from '../model/ids.ts'
import { needsOf } from './needs.ts'
import { slotMode } from './slot-mode.ts'

/** S10: whether one host is all that a type needs. */
export function isEnough(eventType: Pick<EventType, 'hosts' | 'category'>, member: MemberId): boolean {
  const { hosts } = eventType
  const needs = needsOf(slotMode(eventType), hosts)
  return needs.length > 0 && needs.every((need) => need.hosts.some((i) => hosts[i]?.member === member))
}
