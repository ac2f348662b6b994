import { useSyncExternalStore } from 'react'
import type { Onlooked } from '../core/contract/presence.ts'
import type { CalendarId, MemberId } from '../core/model/ids.ts'

/** Who else looks at the calendars that this window shows: true for seconds, and asked for by nobody. */
let current: Onlooked = []
const listeners = new Set<() => void>()
const NOBODY: readonly MemberId[] = []

export function setOnlooked(next: Onlooked): void {
  current = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useOnlookers(calendar: CalendarId): readonly MemberId[] {
  return useSyncExternalStore(subscribe, () => current.find((one) => one.calendar === calendar)?.members ?? NOBODY)
}
