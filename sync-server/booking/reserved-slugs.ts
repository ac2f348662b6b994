const RESERVED: ReadonlySet<string> = new Set([
  'admin',
  'api',
  'assets',
  'book',
  'booking',
  'embed',
  'healthz',
  'login',
  'mailbox',
  'readyz',
  'rpc',
  'sync',
])

/** Slugs that might one day be an address of the server itself: no booking link has them. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug)
}
