/** Whether the engine answers at the moment, for whoever wants to show it. */
export type Reachability = {
  readonly get: () => ReachState
  readonly subscribe: (listener: () => void) => () => void
}
/** `connecting`: before the first answer. `lost`: it was there; `attempts` times we have tried since. */
export type ReachState = { readonly state: 'connecting' | 'open' | 'lost'; readonly attempts: number }

export type ReachabilityControl = Reachability & { readonly set: (next: ReachState) => void }

export function createReachability(): ReachabilityControl {
  const listeners = new Set<() => void>()
  let current: ReachState = { state: 'connecting', attempts: 0 }
  return {
    get: () => current,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    set: (next) => {
      current = next
      for (const listener of listeners) listener()
    },
  }
}
