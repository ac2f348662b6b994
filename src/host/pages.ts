import { extname } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
}

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

// Begins with no dot, so neither `..` nor a hidden file passes; no backslash, percent sign, colon or NUL either.
const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/

/**
 * The file below the folder of the built screens that the path of an address means, with forward slashes. A path without
 * an extension is a place inside the app and means its page. Undefined: nothing that could be one of our files.
 */
export function pagePath(pathname: string): string | undefined {
  if (!pathname.startsWith('/')) return undefined
  const segments = pathname.slice(1).split('/')
  if (segments.at(-1) === '') segments.pop()
  if (!segments.every((segment) => SEGMENT.test(segment))) return undefined
  const path = segments.join('/')
  if (extname(path) === '') return 'index.html'
  return TYPES[extname(path)] === undefined ? undefined : path
}

/** The headers under which `path` (one of `pagePath`) is served: no script but our own files, framed by nobody. */
export function pageHeaders(path: string): Readonly<Record<string, string>> {
  return {
    'content-type': TYPES[extname(path)] ?? 'application/octet-stream',
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    // Built files carry a hash in their names; the page that names them does not.
    'cache-control': path.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
  }
}
