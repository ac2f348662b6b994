import { isIP, isIPv4 } from 'node:net'
import { z } from 'zod'

/** Names for ranges that the framework knows. */
const NAMES: ReadonlySet<string> = new Set(['loopback', 'linklocal', 'uniquelocal'])

/**
 * TRUST_PROXY: addresses and networks (`10.0.0.0/8`), or `loopback`, `linklocal`, `uniquelocal`, separated by commas. What
 * X-Forwarded-For and X-Forwarded-Proto say is believed of these alone; of anybody else it would be theirs to choose.
 */
export const TrustedProxies = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .refine((all) => all.every(isProxy))
  .readonly()

function isProxy(text: string): boolean {
  if (NAMES.has(text)) return true
  const [address = '', prefix, ...rest] = text.split('/')
  if (isIP(address) === 0 || rest.length > 0) return false
  if (prefix === undefined) return true
  // A prefix of nothing is everybody.
  return /^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= (isIPv4(address) ? 32 : 128)
}
