import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** What a request may do here: `open` = it has shown the cookie or the control key. */
export type Verdict = { open: true } | { open: false; status: 401 | 403 | 421; message: string }

/** Who may talk to a loopback host: whoever held the token once (a cookie from then on), or holds the control key. */
export type Gate = {
  readonly token: string
  readonly controlKey: string
  /** DNS rebinding and foreign pages: whether Host and, where there is one, Origin are this host's own. */
  checkPlace(request: IncomingMessage): Verdict
  checkKey(request: IncomingMessage): Verdict
  /** True once, for the right token. */
  takeToken(token: string): boolean
  /** The Set-Cookie that keeps the door open for the browser that brought the token. */
  readonly cookie: string
}

/** `port` is the one that is listened on: cookies of one machine are shared by all its ports, so it is in the name. */
export function createGate(port: number): Gate {
  const token = secret()
  const controlKey = secret()
  const pass = secret()
  const cookieName = `dayloom-${port}`
  const places = [`127.0.0.1:${port}`, `localhost:${port}`]
  let tokenUsed = false
  return {
    token,
    controlKey,
    cookie: `${cookieName}=${pass}; Path=/; HttpOnly; SameSite=Strict`,
    checkPlace: (request) => checkPlace(request, places),
    checkKey: (request) => {
      const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1]
      const known = bearer === undefined ? same(cookieOf(request, cookieName), pass) : same(bearer, controlKey)
      return known ? { open: true } : { open: false, status: 401, message: 'Open Dayloom by the address it printed.' }
    },
    takeToken: (given) => {
      if (tokenUsed || !same(given, token)) return false
      tokenUsed = true
      return true
    },
  }
}

function checkPlace({ headers }: IncomingMessage, places: readonly string[]): Verdict {
  if (!places.includes(headers.host ?? '')) return { open: false, status: 421, message: 'Not the name of this host.' }
  const { origin } = headers
  if (origin === undefined || places.some((place) => origin === `http://${place}`)) return { open: true }
  return { open: false, status: 403, message: 'Not from one of our own pages.' }
}

function secret(): string {
  return randomBytes(32).toString('base64url')
}

function cookieOf({ headers }: IncomingMessage, name: string): string {
  const pairs = (headers.cookie ?? '').split(/; */)
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? ''
}

// Digests first: timingSafeEqual wants equal lengths, and a length would tell something.
function same(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
