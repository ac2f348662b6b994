import { useSyncExternalStore } from 'react'
import { z } from 'zod'

/** How this window looks: no data, and nothing another device needs to know. */
const ViewSettings = z.object({
  theme: z.enum(['system', 'light', 'dark']).catch('system'),
  hiddenCalendars: z.array(z.string()).catch([]),
  sidebar: z.boolean().catch(true),
  /** The view that `/` opens. */
  view: z.enum(['day', 'week', 'month']).catch('week'),
  welcomed: z.boolean().catch(false),
  /** Whether the editor shows what can be booked at its time. */
  bookingPages: z.boolean().catch(true),
})
export type ViewSettings = z.infer<typeof ViewSettings>

const KEY = 'dayloom.view'
const listeners = new Set<() => void>()
let current = read()

function read(): ViewSettings {
  return ViewSettings.parse(parsed(localStorage.getItem(KEY) ?? '{}'))
}

// An older app or a curious person may have left anything there.
function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

export function changeViewSettings(change: Partial<ViewSettings>): void {
  current = { ...current, ...change }
  localStorage.setItem(KEY, JSON.stringify(current))
  for (const listener of listeners) listener()
}

export function viewSettings(): ViewSettings {
  return current
}

export function subscribeToViewSettings(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useViewSettings(): ViewSettings {
  return useSyncExternalStore(subscribeToViewSettings, viewSettings)
}
