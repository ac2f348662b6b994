import { useSyncExternalStore } from 'react'
import { instant, type Instant, MINUTE } from '../core/model/instant.ts'
import type { WallDate, ZoneName } from '../core/model/wall.ts'
import { wallDateOf } from '../core/time/wall-clock.ts'

/** The minute that has begun, again at the turn of every minute. */
export function useNow(): Instant {
  return useSyncExternalStore(everyMinute, thisMinute)
}

/** The date in `zone`; renders anew at its midnight only. */
export function useToday(zone: ZoneName): WallDate {
  return useSyncExternalStore(everyMinute, () => wallDateOf(thisMinute(), zone))
}

function thisMinute(): Instant {
  return instant(Math.floor(Date.now() / MINUTE) * MINUTE)
}

// A machine that wakes from sleep is late for its timers: looking again when the window shows costs nothing.
function everyMinute(listener: () => void): () => void {
  let timer = 0
  const wait = (): void => {
    timer = window.setTimeout(
      () => {
        listener()
        wait()
      },
      MINUTE - (Date.now() % MINUTE),
    )
  }
  wait()
  document.addEventListener('visibilitychange', listener)
  return () => {
    window.clearTimeout(timer)
    document.removeEventListener('visibilitychange', listener)
  }
}
