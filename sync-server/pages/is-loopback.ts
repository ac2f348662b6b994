import type { FastifyRequest } from 'fastify'

const ADDRESSES: ReadonlySet<string> = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])
const NAMES: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/**
 * Whether somebody at this very machine asks, by its own name: a proxy on it that passes on others, and a foreign page whose
 * name was pointed here (DNS rebinding), come under another.
 */
export function isLoopback(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-for'] ?? request.headers['forwarded']
  if (forwarded !== undefined || !ADDRESSES.has(request.socket.remoteAddress ?? '')) return false
  return NAMES.has((request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase())
}
