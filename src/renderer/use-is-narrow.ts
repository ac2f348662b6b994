import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 719px)')

/** Whether the window has room for one thing beside another. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (listener) => {
      narrow.addEventListener('change', listener)
      return () => narrow.removeEventListener('change', listener)
    },
    () => narrow.matches,
  )
}
