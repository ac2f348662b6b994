import { useEffect, useSyncExternalStore } from 'react'
import type { WallDate } from '../../../core/model/wall.ts'
import { addDays, startOfDay } from '../../../core/time/wall-clock.ts'
import { useDesk } from '../../desk-context.tsx'
import { engine } from '../../engine.ts'
import { follow } from '../../follow-engine.ts'
import { setOnlooked } from '../../onlookers.ts'
import { useViewSettings } from '../../view-settings.ts'
import { useCalendars } from '../calendars/use-calendars.ts'

const SETTLED_MS = 150

/** Says which calendars this window shows, as long as it does, and keeps who else looks at them. */
export function useGlance(first: WallDate, last: WallDate): void {
  const { zone } = useDesk()
  const { views } = useCalendars()
  const { hiddenCalendars } = useViewSettings()
  const isSeen = useIsSeen()
  const calendars = views.map(({ calendar }) => calendar.id).filter((id) => !hiddenCalendars.includes(id))
  const shown = calendars.join(' ')
  useEffect(() => {
    if (!isSeen || calendars.length === 0) return setOnlooked([])
    const stop = new AbortController()
    const span = { start: startOfDay(first, zone), end: startOfDay(addDays(last, 1), zone) }
    const timer = window.setTimeout(() => {
      void follow((signal) => engine.presence.look({ calendars, span }, { signal }), setOnlooked, stop.signal)
    }, SETTLED_MS)
    return () => {
      window.clearTimeout(timer)
      stop.abort()
    }
    // oxlint-disable-next-line react/exhaustive-deps -- `shown` is `calendars` by value
  }, [shown, first, last, zone, isSeen])
}

/** Whoever has minimised the window, or another tab before them, looks at nothing. */
function useIsSeen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener)
      return () => document.removeEventListener('visibilitychange', listener)
    },
    () => document.visibilityState === 'visible',
  )
}
