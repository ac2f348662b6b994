import { ORPCError } from '@orpc/client'
import { QueryClient } from '@tanstack/react-query'

// The engine is on this machine: the network's state says nothing about it.
const networkMode = 'always'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode,
      // Nothing goes stale by itself: the engine says what changed (follow-engine.ts).
      staleTime: Infinity,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (failures, error) => !(error instanceof ORPCError) && failures < 3,
    },
    mutations: { networkMode },
  },
})
