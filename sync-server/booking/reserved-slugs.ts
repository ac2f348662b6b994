const RESERVED: ReadonlySet<string> = new Set([
  'account',
  'admin',
  'api',
  'app',
  'assets',
  'book',
  'booking',
  'bookings',
  'docs',
  'embed',
  'healthz',
  'login',
  'logout',
  'mailbox',
  'manage',
  'metrics',
  'public',
  'readyz',
  'rpc',
  'static',
  'sync',
])

/** Slugs that are, or might one day be, an address of the server itself: no booking link and no organizer has them. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug)
}
