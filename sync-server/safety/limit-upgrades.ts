import type { IncomingMessage } from 'node:http'
import type { ServerConfig } from '../config.ts'
import { clientAddress } from './client-address.ts'
import { clientKey } from './client-key.ts'
import { createRateLimits, type LimitName } from './rate-limits.ts'

/** Counts an attempt to open a socket. Milliseconds to wait where it is one too many; 0: it may. */
export type LimitUpgrades = (request: IncomingMessage, asker: 'known' | 'stranger') => number

/** By address, and more narrowly where no token of ours is shown. */
export function limitUpgrades(
  { rateLimits: other = {}, trustProxy }: Pick<ServerConfig, 'rateLimits' | 'trustProxy'>,
  watch: { readonly monotonic: () => number; readonly onRefused: (limit: LimitName) => void },
): LimitUpgrades {
  if (other === 'off') return () => 0
  const addressOf = clientAddress(trustProxy)
  const limits = createRateLimits(other, watch.monotonic)
  return (request, asker) => {
    const address = clientKey({ ip: addressOf(request) })
    const refused = limits.admit('connect', asker === 'known' ? { address } : { address, stranger: address })
    if (refused) watch.onRefused(refused.limit)
    return refused?.waitMs ?? 0
  }
}
